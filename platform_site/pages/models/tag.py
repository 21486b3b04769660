"""Free words that people give to pages."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .page import Page, PageQuerySet

if TYPE_CHECKING:
    # taggit says nothing of its types.
    from django.db.models import Model as ItemBase
    from django.db.models import Model as TagBase
else:
    from taggit.models import ItemBase, TagBase

# Lists offer the tags of so many of their newest pages: all of them would be read otherwise.
RECENT = 300


class TagQuerySet(models.QuerySet["Tag"]):
    def carried_by(self, pages: PageQuerySet[Page]) -> Self:
        """Tags of these pages. What only hidden pages carry is not there for anybody."""
        carried = PageTag.objects.filter(tag=OuterRef("pk"), content_object__in=pages)
        return self.filter(Exists(carried))

    def counted(self, pages: PageQuerySet[Page]) -> Self:
        """With `number`, of these pages that carry it; a tag that none of them carries is left
        out, and so is one that was merged: its pages carry the other."""
        carried = PageTag.objects.filter(content_object__in=pages).values("tag")
        numbers = carried.annotate(number=Count("pk")).filter(tag=OuterRef("pk"))
        counted = self.filter(merged_into__isnull=True).annotate(
            number=Subquery(numbers.values("number"))
        )
        return counted.filter(number__gt=0)

    def of_newest(self, pages: PageQuerySet[Page]) -> Self:
        """The tags of the newest of these pages, by name: what a list or a form offers."""
        newest = pages.newest_first().values("pk")[:RECENT]
        carried = PageTag.objects.filter(content_object__in=newest)
        return self.filter(pk__in=carried.values("tag")).order_by("name")


class Tag(TagBase):
    """One word or a few. Its name follows from its address alone, however people type it: so
    nobody learns from the spelling or the address what a page they may not see is tagged with.
    """

    # What staff found to mean the same; its address leads there and typing it gives that one.
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged"
    )

    objects: ClassVar = TagQuerySet.as_manager()

    if TYPE_CHECKING:
        name: str
        slug: str

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @staticmethod
    def slug_of(text: str) -> str:
        """The address of a tag as somebody types it: "Cash  Transfers" → "cash-transfers"."""
        return slugify(text.replace("_", " "), allow_unicode=True)

    @staticmethod
    def name_of(text: str) -> str:
        """What the tag is called that somebody types: "Cash-Transfers" → "cash transfers"."""
        return Tag.slug_of(text).replace("-", " ")


class PageTag(ItemBase):
    """A page carries a tag. It has no visibility of its own: it is seen where its page is."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="page_tags")
    # taggit asks for this name.
    content_object = models.ForeignKey(
        Page, models.CASCADE, related_name="page_tags", db_column="page_id"
    )

    objects: ClassVar = models.Manager["PageTag"]()

    class Meta:
        constraints = [
            models.UniqueConstraint("tag", "content_object", name="page_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content_object_id} carries {self.tag_id}"
