"""Sending something in as an account of the demonstration, once."""

from pathlib import Path
from uuid import UUID, uuid5

from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision, ask_for_changes
from platform_site.moderation.models import Revision
from platform_site.pages.models import PageSubject

TEXTS = Path(__file__).parent.parent / "community"
KEYS = UUID("6f0c1a52-8a3e-4a0e-9d0c-2f6f5b1a7e11")


def submission_key(name: str) -> UUID:
    """The same in every load: what was sent in before is found, not sent again."""
    return uuid5(KEYS, name)


def about(codes: str) -> dict[str, int]:
    """The subjects of a snapshot, from codes with spaces between them."""
    return dict.fromkeys(codes.split(), PageSubject.Strength.PRIMARY.value)


def decide(revision: Revision, *, state: str, by: User) -> None:
    """As the text's own file says, unless somebody has decided already."""
    revision = Revision.objects.get(pk=revision.pk)
    if revision.state != Revision.State.PENDING:
        return
    if state == "published":
        accept_revision(revision=revision, by=by)
    if state == "changes-requested":
        text = "Where can readers check this? Please add a link, then send it again."
        ask_for_changes(revision=revision, by=by, text=text)
