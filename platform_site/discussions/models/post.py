"""Posts: comments under any page and replies in topics are the same thing."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person

# So many numbers stand on one page of a talk.
SIZE = 50


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: "Person") -> "PostQuerySet":
        """With the tombstones: what is hidden in them is for `shown` to leave out."""
        return self.filter(visibility(user, prefix="page__"))

    def standing(self) -> "PostQuerySet":
        return self.filter(hidden_at__isnull=True)

    def span(self, first: int, last: int) -> "PostQuerySet":
        return self.filter(number__gte=first, number__lte=last)


class Post(models.Model):
    """One contribution to the talk under a page. Hidden ones stay as a tombstone with a reason."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="posts")
    # Counts from 1 within the page, so that "page 250 of a topic" is a range scan.
    number = models.PositiveIntegerField(_("number"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("author"),
        null=True,
        related_name="posts",
    )
    language = models.CharField(max_length=12, default="en")
    source = models.TextField(_("comment"))
    html = models.TextField(editable=False)
    # The post it answers, when it quotes one.
    answers = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="answered_by"
    )
    # Makes a form sent twice one post.
    submission_key = models.UUIDField(unique=True, null=True, editable=False)
    written_at = models.DateTimeField(_("written at"), db_default=Now(), editable=False)
    # Counts the texts it has had; two windows that change it meet here.
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("hidden by"),
        null=True,
        blank=True,
        related_name="+",
    )
    hidden_reason = models.CharField(_("why it was hidden"), max_length=300, blank=True)
    # Hidden by its author, who owes nobody a reason.
    is_withdrawn = models.BooleanField(default=False, db_default=False, editable=False)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint("page", "number", name="post_number_once"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason="") | Q(is_withdrawn=True),
                name="post_hidden_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(hidden_at__isnull=False),
                name="post_withdrawn_is_hidden",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return place_of(self.page, self.number)

    def get_permanent_url(self) -> str:
        """Stays right when the post moves."""
        return reverse("post", args=[self.page_id, self.number])

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_edited(self) -> bool:
        return self.version > 1


class PostVersion(models.Model):
    """A text that a post had before its author changed it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    source = models.TextField()
    # When it was written, not when it was replaced.
    written_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint("post", "number", name="post_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.post_id}"


class MovedPost(models.Model):
    """The number that a post had where it stood before: links to it still arrive."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="moved_posts")
    number = models.PositiveIntegerField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="earlier_places")
    reason = models.CharField(max_length=300)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint("page", "number", name="moved_post_number_once")]

    def __str__(self) -> str:
        return f"#{self.number} of {self.page_id}"


def page_of(number: int) -> int:
    """The page of a talk on which a number stands."""
    return max(1, -(-number // SIZE))


def place_of(page: Page, number: int) -> str:
    """The address of a post where it stands, on the right page of its talk."""
    query = f"?posts={page_of(number)}" if number > SIZE else ""
    return f"{page.get_absolute_url()}{query}#post-{number}"
