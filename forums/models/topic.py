"""Topics: what somebody asks or tells in a forum; the replies are posts under the page."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, PageQuerySet

from .forum import Forum


class TopicQuerySet(PageQuerySet["Topic"]):
    def originals(self) -> Self:
        return self.filter(translation_of__isnull=True)

    def latest_first(self) -> Self:
        """For lists in slices: by the last post, not by when it was opened."""
        return self.annotate(listed_at=F("last_at"), listed_pk=F("pk"))

    def unanswered(self) -> Self:
        return self.filter(counters__posts=0)


class Topic(Page):
    """Its forum's slug is the page's `subtype`; its audience is never wider than its forum's
    (`actions.placing` holds that).
    """

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_topic"
    )
    forum = models.ForeignKey(Forum, models.CASCADE, verbose_name=_("forum"), related_name="topics")
    # When somebody wrote last. Kept by a trigger (0002), and never goes back.
    last_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [
            models.Index("forum", F("last_at").desc(), F("page_ptr").desc(), name="topic_of_forum"),
            models.Index(F("last_at").desc(), F("page_ptr").desc(), name="topic_latest"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A version in another language lies where its original does."""
        if self.forum_id is None and self.translation_of_id is not None:
            original = Topic.objects.get(pk=self.translation_of_id)
            self.forum_id, self.subtype = original.forum_id, original.subtype
        super().save(*args, **kwargs)
