"""Revision: every change of a page by a person."""

import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Page

if TYPE_CHECKING:
    from platform_site.access.models import Person


def new_token() -> str:
    return secrets.token_urlsafe(24)


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> "RevisionQuerySet":
        return self.filter(state__in=Revision.OPEN)

    def visible_to(self, user: "Person") -> "RevisionQuerySet":
        """A revision is seen by who sent it, and by reviewers unless it is a circle's."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(author=user.pk)
        if user.is_reviewer:
            mine |= Q(page__circle__isnull=True)
        return self.filter(mine, page__in=Page.objects.visible_to(user))

    def own_languages_first(self, languages: Collection[str]) -> "RevisionQuerySet":
        """The oldest first, of these languages before the others."""
        own = Case(When(language__in=languages, then=0), default=1)
        return self.order_by(own, "sent_at", "pk")


class Revision(models.Model):
    """Who changes a page, from what to what, and what a reviewer decided.

    `base` is the snapshot the author started from (empty for a new page), `proposal` what they
    sent, `result` what was accepted after the reviewer's edits. None is ever rewritten.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for review")
        CHANGES_REQUESTED = "changes-requested", _("changes asked for")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not accepted")

    class Significance(models.TextChoices):
        TYPO = "typo", _("a slip of the pen")
        MINOR = "minor", _("a small correction")
        MAJOR = "major", _("new or different content")

    class Reason(models.TextChoices):
        SOURCE = "source", _("It needs a source that readers can check")
        SCOPE = "scope", _("It is not about social protection")
        DUPLICATE = "duplicate", _("We have it already")
        RIGHTS = "rights", _("It may not be shared: somebody else holds the rights")
        UNCLEAR = "unclear", _("Readers could misunderstand it as it stands")
        CONDUCT = "conduct", _("It breaks the rules of conduct")
        OTHER = "other", _("Another reason, given below")

    OPEN: ClassVar = (State.PENDING, State.CHANGES_REQUESTED)

    page = models.ForeignKey(Page, models.CASCADE, related_name="revisions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        related_name="revisions",
    )
    is_first = models.BooleanField(default=False)
    base = models.JSONField(default=dict)
    proposal = models.JSONField()
    result = models.JSONField(null=True, blank=True)
    based_on_version = models.PositiveIntegerField(default=0)
    # What it is written in; of a page that exists once in all languages, the one it changes.
    language = models.CharField(
        _("language"), max_length=12, choices=CONTENT_LANGUAGES, default="en", db_default="en"
    )
    significance = models.CharField(
        _("significance"), max_length=6, choices=Significance, default=Significance.MINOR
    )
    comment = models.CharField(_("what you changed and why"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), db_default=Now(), editable=False)
    # Makes a form sent twice one contribution.
    submission_key = models.UUIDField(unique=True, null=True, editable=False)
    # The receipt's address: whoever holds it sees what became of the contribution.
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("assignee"),
        null=True,
        blank=True,
        related_name="assigned_revisions",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        related_name="decided_revisions",
    )
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    reason_text = models.TextField(_("to the author"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        permissions = [("decide_revision", "Can decide on contributions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pending") | Q(decided_at__isnull=False),
                name="revision_decision_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "changes-requested"])
                | ~Q(reason="", reason_text=""),
                name="revision_refused_with_reason",
            ),
            models.UniqueConstraint("page", condition=Q(is_first=True), name="revision_first_once"),
        ]
        indexes = [
            models.Index(
                "sent_at",
                "id",
                condition=Q(state__in=["pending", "changes-requested"]),
                name="revision_queue",
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal.get("title") or self.page.title)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def get_receipt_url(self) -> str:
        return reverse("receipt", args=[self.token])
