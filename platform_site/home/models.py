"""Guide pages: what the platform is, how to take part, the house rules; and old addresses.
Staff edit both.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, PageQuerySet


class GuideQuerySet(PageQuerySet["Guide"]):
    def in_order(self) -> "GuideQuerySet":
        return self.order_by("order", "pk")

    def versions_of(self, slug: str) -> "GuideQuerySet":
        """The original of this slug and its translations."""
        original = Q(slug=slug, translation_of__isnull=True)
        return self.filter(original | Q(translation_of__slug=slug, translation_of__kind="guide"))


class Guide(Page):
    """One row per language. Its section is the page's `subtype`."""

    class Section(models.TextChoices):
        FRONT = "front", _("Front page")
        PLATFORM = "platform", _("This platform")
        PROTECTION = "protection", _("Social protection in short")
        PART = "part", _("Taking part")
        HOUSE = "house", _("Figures, rules and contact")
        START = "start", _("Start from your work")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_guide"
    )
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    objects: ClassVar = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide page")
        verbose_name_plural = _("guide pages")

    def __str__(self) -> str:
        return self.title

    @property
    def address_for_reader(self) -> str:
        """Stays in the reader's language, also where the page is shown in its original's."""
        return reverse("guide", args=[slug_in_address(self)])


def slug_in_address(page: Page) -> str:
    """A translation is named `<slug of the original>--<language>` and answers at the original's."""
    return page.slug.partition("--")[0]


def best_versions[P: Page](pages: Iterable[P], *, language: str | None = None) -> list[P]:
    """One page of each group, as the originals are ordered: in the reader's language or original.

    A group whose original is not among the pages is left out: its address would not answer.
    """
    language = language or get_language()
    pages = list(pages)
    in_language = {p.translation_of_id: p for p in pages if p.language == language}
    return [in_language.get(p.pk, p) for p in pages if p.translation_of_id is None]


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    def answering(self, path: str, query: Mapping[str, str]) -> "OldAddress | None":
        """The row of an address as somebody asks for it; None when none knows it."""
        rows = {row.query: row for row in self.filter(path=clean_path(path))}
        # Where numbers tell pages apart, an unknown number is an unknown page.
        any_query = rows.get("") if len(rows) == 1 else None
        return rows.get(clean_query(query)) or any_query


class OldAddress(models.Model):
    """An address of the platform before this one, and where its reader should go now."""

    path = models.CharField(
        _("path"), max_length=200, blank=True, help_text=_("Without /gimi/: Contribution.action")
    )
    query = models.CharField(
        _("query"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("What follows the question mark, without the language: id=80"),
    )
    target = models.CharField(
        _("leads to"),
        max_length=300,
        blank=True,
        default="",
        help_text=_(
            "Without the language: /programmes/flagship/. Empty: readers are told that there is"
            " no such page any more."
        ),
    )

    objects: ClassVar = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [models.UniqueConstraint("path", "query", name="old_address_once")]

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def clean(self) -> None:
        self.path = clean_path(self.path)
        self.query = clean_query(QueryDict(self.query).dict())
        if self.target and not _answers(self.target):
            raise ValidationError({"target": _("No page of ours has this address")})


# Said in the address of the old platform, and not which page it is.
NOT_THE_PAGE = {"lang", "p_lang"}


def clean_path(path: str) -> str:
    """Without /gimi/ in front, a session behind or a slash at either end; case did not matter."""
    path = path.replace("\x00", "").partition(";")[0].strip("/")
    return path.removeprefix("gimi").strip("/").lower()


def clean_query(query: Mapping[str, str]) -> str:
    pairs = sorted((name.lower(), value.strip().lower()) for name, value in query.items())
    pairs = [(name, value) for name, value in pairs if name not in NOT_THE_PAGE]
    return urlencode(pairs).replace("%00", "")


def _answers(target: str) -> bool:
    if not target.startswith("/"):
        return False
    try:
        resolve(f"/{settings.LANGUAGE_CODE}{target.partition('?')[0]}")
    except Resolver404:
        return False
    return True
