"""What somebody is writing is kept as they write it, on whatever machine."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from platform_site.pages.models import Page

from ..models import Draft

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def keep_draft(*, page: Page, person: "User", source: str, language: str, seen: int) -> Draft:
    """Keeps a text, and beside it the one of another window that this one has not `seen`."""
    Draft.objects.bulk_create(
        [Draft(person=person, page=page, source="", version=0)], ignore_conflicts=True
    )
    draft = Draft.objects.select_for_update().get(person=person, page=page)
    if draft.version not in (0, seen) and _is_news(draft.source, beside=source):
        draft.other = draft.source
    if not _is_news(draft.other, beside=source):
        draft.other = ""
    draft.source, draft.language = source, language
    draft.version, draft.saved_at = draft.version + 1, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, page: Page, person: "User", posted: str, seen: int) -> None:
    """Forgets what was posted; what another window was writing is kept."""
    draft = Draft.objects.select_for_update().filter(person=person, page=page).first()
    if draft is None:
        return
    if draft.version == seen or not _is_news(draft.source, beside=posted):
        draft.source, draft.other = draft.other, ""
    if not _is_news(draft.other, beside=posted):
        draft.other = ""
    if not _is_news(draft.source, beside=posted):
        draft.delete()
        return
    draft.version, draft.saved_at = draft.version + 1, timezone.now()
    draft.save()


@transaction.atomic
def throw_draft_away(*, page: Page, person: "User") -> None:
    Draft.objects.filter(person=person, page=page).delete()


def _is_news(text: str, *, beside: str) -> bool:
    """Whether there is something in it that the other text does not begin with."""
    return not _plain(beside).startswith(_plain(text))


def _plain(text: str) -> str:
    """Browsers send other ends of lines than scripts do."""
    return text.replace("\r\n", "\n").strip()
