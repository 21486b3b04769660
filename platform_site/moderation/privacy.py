"""What a person sent in, what they reported, and what they decided as a reviewer."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import named_pages, still_seen

from .models import PostingRight, ProblemReport, ReviewLanguages, Revision

ACCEPTED = Q(state=Revision.State.ACCEPTED)
# What a reviewer handles belongs to somebody else: which and when, never the text.
DECISION = ("page", "state", "sent_at", "decided_at")


def without_author(revisions: QuerySet[Any], person: User) -> None:
    """What was accepted is the history of a public page; the letters beside it are not."""
    revisions.update(author=None, comment="", reason_text="")


register(
    Holding(
        name="review_languages",
        title=_("The languages you review in"),
        model=ReviewLanguages,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="changes_accepted",
        title=_("Changes of yours that were accepted"),
        model=Revision,
        fate=Fate.STAYS,
        by="author",
        find=lambda person: Revision.objects.filter(ACCEPTED, author=person),
        without=("assignee", "reviewer", "submission_key"),
        more=named_pages(),
        seen=still_seen("page__"),
        erase=without_author,
    ),
    Holding(
        name="changes_not_accepted",
        title=_("Changes of yours that wait or were not accepted"),
        model=Revision,
        fate=Fate.GOES,
        by="author",
        find=lambda person: Revision.objects.filter(~ACCEPTED, author=person),
        without=("assignee", "reviewer", "submission_key"),
        more=named_pages(),
        seen=still_seen("page__"),
    ),
    Holding(
        name="changes_assigned",
        title=_("Changes by others that were given to you"),
        model=Revision,
        fate=Fate.STAYS,
        by="assignee",
        only=DECISION,
        more=named_pages(),
    ),
    Holding(
        name="changes_decided",
        title=_("Changes by others that you decided on"),
        model=Revision,
        fate=Fate.STAYS,
        by="reviewer",
        only=(*DECISION, "reason", "reason_text"),
        more=named_pages(),
    ),
    Holding(
        name="reports",
        title=_("Problems you reported"),
        model=ProblemReport,
        fate=Fate.GOES,
        by="reporter",
        without=("handler", "submission_key"),
        more=named_pages(),
    ),
    Holding(
        name="reports_handled",
        title=_("Reports by others that you answered"),
        model=ProblemReport,
        fate=Fate.STAYS,
        by="handler",
        only=("page", "what", "state", "answer", "answered_at"),
        more=named_pages(),
    ),
    Holding(
        name="posting_right",
        title=_("Your posting right"),
        model=PostingRight,
        fate=Fate.GOES,
        by="user",
        without=("given_by",),
    ),
    Holding(
        name="posting_rights_given",
        title=_("Posting rights you gave"),
        model=PostingRight,
        fate=Fate.STAYS,
        by="given_by",
        only=("domain", "level", "reason", "given_at"),
    ),
)
