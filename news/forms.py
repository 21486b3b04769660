"""Writing and filtering news."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm

from .models import Article, Event


class DayField(forms.DateField):
    """A day. Cleans to ISO 8601 text, as snapshots hold it; "" for none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        messages = {"invalid": _("Write the day like 2026-11-22")}
        messages |= kwargs.pop("error_messages", {})
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d"], error_messages=messages, **kwargs
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return day.isoformat() if isinstance(day, date) else ""


def _link(label: Any) -> forms.URLField:
    return forms.URLField(
        label=label,
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://www.ilo.org")},
    )


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

    happened_on = DayField(
        label=_("When it happened"),
        required=False,
        help_text=_("Only if that is not today."),
    )
    happened_until = DayField(label=_("Until, if it lasted several days"), required=False)
    quote = forms.CharField(
        label=_("A quote"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What somebody said, word for word."),
    )
    quote_by = forms.CharField(label=_("Who said it"), max_length=120, required=False)
    quote_role = forms.CharField(label=_("As what"), max_length=160, required=False)

    field_order = (
        *("title", "summary", "text", "text_format", "subjects", "tags", "type", "kicker", "link"),
        *("happened_on", "happened_until", "quote", "quote_by", "quote_role", "language"),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("quote") and not said.get("quote_by"):
            self.add_error("quote_by", _("Say who said it: a quote without a name is not shown"))
        first, last = said.get("happened_on"), said.get("happened_until")
        if last and not first:
            self.add_error("happened_on", _("Write the first day, too"))
        elif last and first and last <= first:
            self.add_error("happened_until", _("It ends after it begins: write a later day"))
        return said


class EventForm(PageForm):
    """An event: what, when, where, and how to follow it."""

    title = forms.CharField(
        label=_("Name of the event"),
        max_length=300,
        error_messages={"required": _("Write what the event is called")},
    )
    summary = forms.CharField(
        label=_("Teaser"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences for lists and mails."),
        error_messages={"required": _("Write one or two sentences for lists and mails")},
    )
    type = forms.ChoiceField(label=_("What is it?"), choices=Event.Type)
    starts_on = DayField(
        label=_("First day"), error_messages={"required": _("Say on which day it begins")}
    )
    ends_on = DayField(label=_("Last day, if there are several"), required=False)
    starts_time = forms.TimeField(
        label=_("Hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the hour like 09:00")},
    )
    zone = forms.ChoiceField(
        label=_("Time zone of that hour"),
        required=False,
        choices=lambda: [("", "—"), *((zone, zone) for zone in sorted(available_timezones()))],
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    kicker = forms.CharField(
        label=_("Kicker"),
        max_length=60,
        required=False,
        help_text=_("A word or two above the headline, such as: Joint report"),
    )
    live_link = _link(_("Link to register or follow it live"))
    recording = _link(_("Link to the recording"))

    field_order = (
        *("title", "summary", "starts_on", "ends_on", "starts_time", "zone", "place"),
        *("live_link", "recording", "text", "text_format", "subjects", "tags", "type", "kicker"),
        "language",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean_text(self) -> str:
        return super().clean_text() if self.cleaned_data["text"].strip() else ""

    def clean_starts_time(self) -> str:
        hour = self.cleaned_data["starts_time"]
        return hour.strftime("%H:%M") if hour else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("starts_time") and not said.get("zone"):
            self.add_error("zone", _("Say in which time zone that hour is"))
        first, last = said.get("starts_on"), said.get("ends_on")
        if last and first and last <= first:
            self.add_error("ends_on", _("It ends after it begins: write a later day, or none"))
        return said
