"""The one filter of news: for the list, the block, the feed and what comes later."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Page, PageQuerySet, PageSubject, Subject

from .models import Article


class ArticleFilter(django_filters.FilterSet):
    """By type, by what it is about (a subject's code, such as KHM), by language."""

    type = django_filters.ChoiceFilter(
        label=_("Type"),
        field_name="subtype",
        choices=Article.Type,
        empty_label=_("All types"),
    )
    about = django_filters.CharFilter(
        label=_("About"), method="filter_about", max_length=30, widget=forms.Select
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=CONTENT_LANGUAGES,
        empty_label=_("All languages"),
        method="filter_language",
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = Page.objects.published().visible_to(self.request.user)

    def offer_subjects(self) -> None:
        """Fills the choice of subjects with those that visible news is about, and above them."""
        user = self.request.user
        # The copies decide alone here: through the pages themselves it takes a member seconds.
        links = PageSubject.objects.admitting(user)
        about = Exists(links.filter(subject=OuterRef("pk"), kind="article"))
        named: Any = Subject.objects.visible_to(user).filter(about).named()
        subjects = named.order_by("sort_name")
        options = [(subject.code, subject.name) for subject in subjects]
        self.form.fields["about"].widget.choices = [("", _("Everything")), *options]

    @cached_property
    def subject(self) -> Subject | None:
        """The subject asked for; None when none was, or nobody may see it."""
        code = self.form.cleaned_data.get("about") if self.form.is_valid() else ""
        if not code:
            return None
        subjects = Subject.objects.visible_to(self.request.user)
        return subjects.filter(code=code).named().first()

    def filter_about(self, articles: PageQuerySet[Article], name: str, code: str) -> Any:
        if self.subject is None:
            return articles.none()
        return articles.listed_about(self.subject, kind="article", user=self.request.user)

    def filter_language(self, articles: QuerySet[Article], name: str, language: str) -> Any:
        # Asked of each article in turn: the set of all translations would be made first otherwise.
        translated = Exists(self.visible.filter(language=language, translation_of=OuterRef("pk")))
        return articles.filter(Q(language=language) | translated)
