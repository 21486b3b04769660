"""Drafts: what somebody is writing, kept beside the document until they save it."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from platform_site.moderation.models import Revision

from ..models import Document, Draft, Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User

MOST = 20


class TooManyDrafts(Exception):
    """Twenty drafts of one document wait already; none of them may be lost for a new one."""


@transaction.atomic
def keep_draft(
    *,
    workspace: Workspace,
    document: Document | None,
    by: "User",
    key: UUID,
    title: str,
    text: str,
    text_format: str = "markup",
    based_on: int = 0,
    goes_on: tuple[UUID, datetime] | None = None,
) -> Draft | None:
    """Keeps what stands in one form; None when that form was saved in the meantime.

    `goes_on` names the draft that the form was filled with, and when that was kept: it goes,
    unless its own window has written on since. Raises TooManyDrafts.
    """
    if Revision.objects.filter(submission_key=key).exists():
        return None
    mine = Draft.objects.filter(user=by, workspace=workspace, document=document)
    if mine.exclude(key=key).count() >= MOST:
        raise TooManyDrafts
    draft, _is_new = Draft.objects.update_or_create(
        key=key,
        user=by,
        workspace=workspace,
        document=document,
        defaults={
            "title": title,
            "text": text,
            "text_format": text_format,
            "based_on": based_on,
            "kept_at": timezone.now(),
        },
    )
    if goes_on is not None:
        other, kept_at = goes_on
        mine.filter(key=other, kept_at=kept_at).exclude(key=key).delete()
    return draft


def forget_draft(*, key: UUID, by: "User") -> None:
    Draft.objects.filter(key=key, user=by).delete()


def forget_continued(*, goes_on: tuple[UUID, datetime] | None, by: "User") -> None:
    """What the saved form was filled with, unless its own window has written on since."""
    if goes_on is not None:
        Draft.objects.filter(user=by, key=goes_on[0], kept_at=goes_on[1]).delete()
