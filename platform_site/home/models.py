"""Guide pages: what the platform is, how to take part, the house rules. Staff edit them."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
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
