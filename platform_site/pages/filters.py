"""The filters that every list of contributed pages shares: type, what it is about, language."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from . import kinds
from .kinds import Text
from .languages import CONTENT_LANGUAGES
from .models import Page, PageQuerySet, PageSubject, Subject, Tag


class PageFilter(django_filters.FilterSet):
    """One kind's list, block and feed; a section adds its own filters.

    `about` is a subject's code, such as KHM; `tag` a tag's address. All of it filters on columns
    of Page.
    """

    kind: ClassVar[str]
    list_view: ClassVar[str]
    feed_view: ClassVar[str]
    # What the button says that opens the form for another one; empty where nobody adds by form.
    add_label: ClassVar[Text] = ""

    type = django_filters.ChoiceFilter(
        label=_("Type"), field_name="subtype", empty_label=_("All types")
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
    tag = django_filters.CharFilter(
        label=_("Tag"), method="filter_tag", max_length=100, widget=forms.Select
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = Page.objects.published().visible_to(self.request.user)
        if subtypes := kinds.get(self.kind).subtypes:
            self.filters["type"].extra["choices"] = list(subtypes.items())
        else:
            del self.filters["type"]

    def offer_subjects(self) -> None:
        """Fills the choice of subjects with those that visible pages are about, and above them,
        and the choice of tags."""
        self._offer_tags()
        user = self.request.user
        # The copies decide alone here: through the pages themselves it takes a member seconds.
        links = PageSubject.objects.admitting(user)
        about = Exists(links.filter(subject=OuterRef("pk"), kind=self.kind))
        named: Any = Subject.objects.visible_to(user).filter(about).named()
        subjects = named.order_by("sort_name")
        options = [(subject.code, subject.name) for subject in subjects]
        self.form.fields["about"].widget.choices = [("", _("Everything")), *options]

    def _offer_tags(self) -> None:
        """Tags of the newest visible pages; where none has any there is nothing to choose."""
        tags = list(Tag.objects.of_newest(self.visible.of_kind(self.kind)))
        if self.chosen_tag and self.chosen_tag not in tags:
            tags.append(self.chosen_tag)
        if tags:
            options = [(tag.slug, tag.name) for tag in tags]
            self.form.fields["tag"].widget.choices = [("", _("All tags")), *options]
        else:
            del self.form.fields["tag"]

    @cached_property
    def chosen_tag(self) -> Tag | None:
        """The tag asked for; None when none was, or no page that the reader sees carries it."""
        slug = self.form.cleaned_data.get("tag") if self.form.is_valid() else ""
        if not slug:
            return None
        return Tag.objects.carried_by(self.visible).filter(slug=slug).first()

    @cached_property
    def subject(self) -> Subject | None:
        """The subject asked for; None when none was, or nobody may see it."""
        code = self.form.cleaned_data.get("about") if self.form.is_valid() else ""
        if not code:
            return None
        subjects = Subject.objects.visible_to(self.request.user)
        return subjects.filter(code=code).named().first()

    def filter_about(self, pages: PageQuerySet[Any], name: str, code: str) -> Any:
        if self.subject is None:
            return pages.none()
        return pages.listed_about(self.subject, kind=self.kind, user=self.request.user)

    def filter_tag(self, pages: PageQuerySet[Any], name: str, slug: str) -> Any:
        if self.chosen_tag is None:
            return pages.none()
        return pages.tagged(slug, visible=self.visible)

    def filter_language(self, pages: QuerySet[Any], name: str, language: str) -> Any:
        # Asked of each page in turn: the set of all translations would be made first otherwise.
        translated = Exists(self.visible.filter(language=language, translation_of=OuterRef("pk")))
        return pages.filter(Q(language=language) | translated)
