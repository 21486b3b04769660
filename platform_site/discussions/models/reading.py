"""What one person has read, and what they are writing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Now

from platform_site.pages.models import Page, visibility

from .post import Post

if TYPE_CHECKING:
    from platform_site.access.models import Person

# One statement, so that two windows leave the higher number, whichever comes last.
REACH = """
INSERT INTO discussions_readmark AS m (person_id, page_id, number, read_at)
VALUES (%s, %s, %s, statement_timestamp())
ON CONFLICT (person_id, page_id) DO UPDATE
   SET number = excluded.number, read_at = excluded.read_at
 WHERE m.number < excluded.number
"""


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def visible_to(self, user: "Person") -> "ReadMarkQuerySet":
        """The person's own, of pages they can still see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(visibility(user, prefix="page__"), person=user.pk)

    def with_news(self) -> "ReadMarkQuerySet":
        """Those of talks that went on, with `unread`: how many numbers. One index row for each."""
        newest = Post.objects.filter(page=OuterRef("page")).order_by("-number")
        last = Coalesce(Subquery(newest.values("number")[:1]), 0)
        return self.annotate(unread=last - F("number")).filter(unread__gt=0)


class ReadMark(models.Model):
    """The last number that a person has had before their eyes under a page."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks")
    page = models.ForeignKey(Page, models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField()
    read_at = models.DateTimeField(db_default=Now())

    if TYPE_CHECKING:
        # There after `with_news()`.
        unread: int

    objects: ClassVar = ReadMarkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "page", name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.page_id} up to {self.number}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: "Person") -> "DraftQuerySet":
        """The person's own, for pages they can still see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(visibility(user, prefix="page__"), person=user.pk)


class Draft(models.Model):
    """A comment that somebody is writing, wherever they go on with it.

    When two windows write at once the newer text is kept and the one it replaced stands beside
    it in `other`, to be offered: neither is lost.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="comment_drafts"
    )
    page = models.ForeignKey(Page, models.CASCADE, related_name="comment_drafts")
    language = models.CharField(max_length=12, default="en")
    source = models.TextField()
    other = models.TextField(blank=True, default="")
    # Counts the saves; a window says which one it has seen.
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_default=Now())

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "page", name="draft_once")]

    def __str__(self) -> str:
        return f"draft of {self.person_id} for {self.page_id}"


def mark_read(*, page: Page, person: "Person", number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REACH, [person.pk, page.pk, number])


def unread_counts(pages: Iterable[Page | int], user: "Person") -> dict[int, int]:
    """Page id → how many numbers this person has not read there; one query for any list.

    What they never opened counts whole. Pages with nothing unread are left out.
    """
    if not user.is_authenticated:
        return {}
    ids = [page if isinstance(page, int) else page.pk for page in pages]
    newest = Post.objects.filter(page=OuterRef("pk")).order_by("-number").values("number")[:1]
    mark = ReadMark.objects.filter(page=OuterRef("pk"), person=user.pk).values("number")
    found = Page.objects.visible_to(user).filter(pk__in=ids)
    rows = found.annotate(
        unread=Coalesce(Subquery(newest), 0) - Coalesce(Subquery(mark), 0)
    ).filter(unread__gt=0)
    return dict(rows.values_list("pk", "unread"))
