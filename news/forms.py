"""Writing and filtering news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm

from .models import Article


class ArticleForm(PageForm):
    """A news item, as its author writes it and as a reviewer edits it."""

    title = forms.CharField(
        label=_("Headline"),
        max_length=300,
        help_text=_("What happened, in one line."),
        error_messages={"required": _("Write what happened, in one line")},
    )
    summary = forms.CharField(
        label=_("Teaser"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences for lists and mails."),
        error_messages={"required": _("Write one or two sentences for lists and mails")},
    )
    type = forms.ChoiceField(label=_("What is it?"), choices=Article.Type)
    kicker = forms.CharField(
        label=_("Kicker"),
        max_length=60,
        required=False,
        help_text=_("A word or two above the headline, such as: Joint report"),
    )
    link = forms.URLField(
        label=_("Link to the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where readers can check it."),
        error_messages={"invalid": _("Write the whole address, such as https://www.ilo.org")},
    )

    field_order = (
        "title",
        "summary",
        "text",
        "text_format",
        "subjects",
        "tags",
        "type",
        "kicker",
        "link",
        "language",
    )
