"""Posts: comments under any page and replies in topics are the same thing."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: "Person") -> "PostQuerySet":
        return self.filter(visibility(user, prefix="page__"))


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
    # Makes a form sent twice one post.
    submission_key = models.UUIDField(unique=True, null=True, editable=False)
    written_at = models.DateTimeField(_("written at"), db_default=Now(), editable=False)
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

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint("page", "number", name="post_number_once"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""),
                name="post_hidden_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.page.get_absolute_url()}#post-{self.number}"

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None
