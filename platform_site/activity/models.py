"""What happened: one row for each thing, written in the transaction of the change."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: "Person") -> "ActivityQuerySet":
        return self.filter(visibility(user, prefix="page__"))


class Activity(models.Model):
    """Notifications, digests, timelines and audit read this and nothing else."""

    class Verb(models.TextChoices):
        CONTRIBUTED = "contributed", _("sent for review")
        PUBLISHED = "published", _("published")
        REVISED = "revised", _("changed")
        SUGGESTED = "suggested", _("suggested a change")
        DECIDED = "decided", _("decided")
        ARCHIVED = "archived", _("archived")
        REPLIED = "replied", _("commented")
        MENTIONED = "mentioned", _("mentioned")
        REPORTED = "reported", _("reported a problem")
        HID = "hid", _("hid a comment")
        EDITED = "edited", _("changed a comment")
        FLAGGED = "flagged", _("reported a comment")
        MODERATED = "moderated", _("moderated the discussion")
        CONTACTED = "contacted", _("wrote a message")
        # By nobody: the day before an event came.
        REMINDED = "reminded", _("reminded of an event")
        # Of a workspace: who comes and goes, whose task it is, who looked in from outside.
        ASKED = "asked", _("asked to join")
        ANSWERED = "answered", _("answered a request to join")
        JOINED = "joined", _("joined")
        LEFT = "left", _("left")
        OFFERED = "offered", _("offered to hand over")
        HANDED = "handed", _("handed over")
        CLOSED = "closed", _("closed the workspace")
        REOPENED = "reopened", _("opened the workspace again")
        INSPECTED = "inspected", _("looked in as an administrator")
        ASSIGNED = "assigned", _("gave a task to somebody")
        FINISHED = "finished", _("finished a task")

    verb = models.CharField(max_length=12, choices=Verb)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="activities"
    )
    page = models.ForeignKey(Page, models.CASCADE, related_name="activities")
    # The one person it concerns, where there is one: who was answered, mentioned, decided on.
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="concerning"
    )
    # Ids of what hangs on the page: {"post": 3, "revision": 9}. Never text, which could leak.
    detail = models.JSONField(default=dict)
    happened_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("activities")
        indexes = [
            models.Index("page", models.F("id").desc(), name="activity_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.verb} {self.page_id}"
