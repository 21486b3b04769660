"""What belongs to a forum: its rounds, who takes part, what came of it.

Who leads it is a `discussions.TalkModerator` of its page: they look after the topics in it, too.
"""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .forum import Forum

if TYPE_CHECKING:
    from platform_site.access.models import Person


class Round(models.Model):
    """A part of an e-discussion: its question, and from which day to which."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    question = models.TextField(_("question"), blank=True, max_length=2000)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = models.Manager["Round"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("forum", "number", name="round_number_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="round_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phase(self) -> str:
        """`done`, `now`, or empty while it is still to come or has no days."""
        today = self.forum.today
        if self.ends_on and self.ends_on < today:
            return "done"
        return "now" if self.starts_on and self.starts_on <= today else ""


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def of(self, user: "Person") -> "ParticipationQuerySet":
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class Participation(models.Model):
    """Somebody joined an e-discussion; their profile is shown there if everyone may see it."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations"
    )
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("user", "forum", name="participation_once")]
        indexes = [models.Index("forum", F("id").desc(), name="participation_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} takes part in {self.forum_id}"


class Summary(models.Model):
    """What came of an e-discussion, as its facilitator writes it; a link says which record of the
    library it became.
    """

    forum = models.OneToOneField(
        Forum, models.CASCADE, primary_key=True, related_name="summary_text"
    )
    title = models.CharField(_("title"), max_length=300)
    abstract = models.CharField(_("in a sentence or two"), max_length=600, blank=True)
    authors = models.CharField(_("authors"), max_length=2000)
    language = models.CharField(max_length=12, default="en")
    source = models.TextField(_("text"))
    html = models.TextField(editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar = models.Manager["Summary"]()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return self.title
