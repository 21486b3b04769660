"""Sending something in: a new page, a change of a page, a second try."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.files.actions import note_files
from platform_site.pages import kinds
from platform_site.pages.actions import ensure_counters, provisional_slug
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from ..languages import language_of
from ..models import Revision
from ..permissions import changes_at_once, may_contribute, publishes_at_once
from .decide import AlreadyDecided, accept_revision

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotAllowedToContribute(Exception):
    """A moderator has taken this person's right to contribute."""


@transaction.atomic
def contribute_page(
    *,
    kind: str,
    proposal: Snapshot,
    by: "User",
    key: UUID,
    is_demonstration: bool = False,
    original: Page | None = None,
    place: Mapping[str, Any] | None = None,
    at_once: bool = False,
) -> Revision:
    """A new page in `pending` with its first revision; published at once for the trusted.

    As a translation it names its `original` and is seen by whoever sees that one. The same `key`
    a second time (a form sent twice) gives the first revision back. `place` are columns that
    nobody proposes: the forum of a topic, its audience; `at_once` publishes whoever wrote it,
    where the section's own rule says so.
    Raises NotAllowedToContribute.
    """
    if earlier := _sent_before(key):
        return earlier
    _require_may_contribute(by)
    page = kinds.get(kind).model.objects.create(
        kind=kind,
        slug=provisional_slug(),
        title=proposal["title"],
        language=proposal.get("language", "en"),
        state=Page.State.PENDING,
        contributor=by,
        is_demonstration=is_demonstration,
        **_of(original) | dict(place or {}),
    )
    kinds.get(kind).apply(page, proposal)
    page.save()
    ensure_counters(page)
    revision = Revision.objects.create(
        page_id=page.pk,
        author=by,
        is_first=True,
        proposal=proposal,
        language=language_of(page, {}, proposal),
        significance=Revision.Significance.MAJOR,
        submission_key=key,
    )
    record(verb=Activity.Verb.CONTRIBUTED, page=page, actor=by, revision=revision.pk)
    if at_once or publishes_at_once(by):
        accept_revision(revision=revision, by=by)
        revision.refresh_from_db()
    return revision


def _of(original: Page | None) -> dict[str, Any]:
    if original is None:
        return {}
    return {
        "translation_of": original,
        "audience": original.audience,
        "circle_id": original.circle_id,
    }


@transaction.atomic
def suggest_change(
    *,
    page: Page,
    base: Snapshot,
    proposal: Snapshot,
    by: "User",
    key: UUID,
    significance: str = Revision.Significance.MINOR,
    comment: str = "",
) -> Revision:
    """A pending revision of a published page; `base` is the snapshot its author started from.

    A reviewer's own change, and a trusted person's change of their own page, is accepted at once.
    Raises NotAllowedToContribute, and ConflictingChange where it is accepted at once.
    """
    if earlier := _sent_before(key):
        return earlier
    _require_may_contribute(by)
    revision = Revision.objects.create(
        page_id=page.pk,
        author=by,
        base=base,
        proposal=proposal,
        language=language_of(page, base, proposal),
        based_on_version=page.version,
        significance=significance,
        comment=comment,
        submission_key=key,
    )
    note_files(page=page, files=proposal.get("files", {}))
    record(verb=Activity.Verb.SUGGESTED, page=page, actor=by, revision=revision.pk)
    if changes_at_once(by, page):
        accept_revision(revision=revision, by=by)
        revision.refresh_from_db()
    return revision


@transaction.atomic
def resubmit(*, revision: Revision, proposal: Snapshot, by: "User") -> Revision:
    """The author sends the revision again after changes were asked for.

    Raises AlreadyDecided when it is no longer open, NotAllowedToContribute.
    """
    _require_may_contribute(by)
    locked = Revision.objects.select_for_update().get(pk=revision.pk, author=by)
    if locked.state != Revision.State.CHANGES_REQUESTED:
        raise AlreadyDecided(locked)
    locked.proposal = proposal
    locked.language = language_of(locked.page, locked.base, proposal)
    locked.state = Revision.State.PENDING
    locked.save(update_fields=["proposal", "language", "state"])
    note_files(page=locked.page, files=proposal.get("files", {}))
    if locked.is_first:
        page = kinds.get(locked.page.kind).model.objects.get(pk=locked.page_id)
        kinds.get(page.kind).apply(page, proposal)
        page.save()
    record(verb=Activity.Verb.CONTRIBUTED, page=locked.page, actor=by, revision=locked.pk)
    return locked


def _sent_before(key: UUID) -> Revision | None:
    return Revision.objects.filter(submission_key=key).first()


def _require_may_contribute(user: "User") -> None:
    if not may_contribute(user):
        raise NotAllowedToContribute
