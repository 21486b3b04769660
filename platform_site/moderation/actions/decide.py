"""Deciding on a revision: once, by one reviewer, with the effect in the same transaction."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.pages import kinds
from platform_site.pages.actions import free_slug
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import Change, changes, merge

from ..models import ProblemReport, Revision

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class AlreadyDecided(Exception):
    """Another reviewer decided first; `decided` says who and what."""

    def __init__(self, decided: "Revision | ProblemReport") -> None:
        super().__init__(decided.state)
        self.decided = decided


class ConflictingChange(Exception):
    """The same field or row was changed by somebody else since the author started."""

    def __init__(self, conflicts: list[Change]) -> None:
        super().__init__([change.path for change in conflicts])
        self.conflicts = conflicts


class PageChanged(Exception):
    """The page is no longer the version that the reviewer compared with."""


class ReasonMissing(Exception):
    """Nobody is refused, or asked for changes, without being told why."""


@transaction.atomic
def accept_revision(
    *,
    revision: Revision,
    by: "User",
    edited: Snapshot | None = None,
    seen_version: int | None = None,
) -> Page:
    """Applies a revision to its page; a first revision publishes the page.

    `edited` is the snapshot as the reviewer left it after seeing page version `seen_version`:
    what stands in it wins, conflicts included, because the reviewer saw both texts.
    Raises AlreadyDecided; PageChanged when another version stands there now; ConflictingChange
    when nothing was edited and the same field was changed since the author started.
    """
    locked = _lock_open(revision)
    page = _lock_page(locked)
    if seen_version is not None and page.version != seen_version:
        raise PageChanged
    kind = kinds.get(page.kind)
    result = _merged(locked, kind.snapshot(page)) if edited is None else edited
    kind.apply(page, result)
    page.version = page.version + 1 if not locked.is_first else page.version
    page.changed_at = timezone.now()
    if locked.is_first:
        _publish(page)
    page.save()
    _decide(locked, state=Revision.State.ACCEPTED, by=by, result=result)
    _record_acceptance(locked, page, by)
    return page


def _merged(revision: Revision, current: Snapshot) -> Snapshot:
    if revision.is_first:
        return revision.proposal
    sides = {"base": revision.base, "proposal": revision.proposal, "current": current}
    if conflicts := [change for change in changes(**sides) if change.is_conflict]:
        raise ConflictingChange(conflicts)
    return merge(**sides)


def _publish(page: Page) -> None:
    page.slug = free_slug(kind=page.kind, title=page.title)
    page.state = Page.State.PUBLISHED
    page.published_at = timezone.now()


def _record_acceptance(revision: Revision, page: Page, by: "User") -> None:
    verb = Activity.Verb.PUBLISHED if revision.is_first else Activity.Verb.REVISED
    record(verb=verb, page=page, actor=revision.author, revision=revision.pk)
    _tell_author(revision, by)


def _tell_author(revision: Revision, by: "User") -> None:
    if revision.author is not None and revision.author != by:
        record(
            verb=Activity.Verb.DECIDED,
            page=revision.page,
            actor=by,
            concerns=revision.author,
            revision=revision.pk,
        )


@transaction.atomic
def refuse_revision(*, revision: Revision, by: "User", reason: str, text: str = "") -> Revision:
    """Says no, and why. Raises AlreadyDecided, ReasonMissing."""
    return _answer(revision, state=Revision.State.REFUSED, by=by, reason=reason, text=text)


@transaction.atomic
def ask_for_changes(*, revision: Revision, by: "User", text: str) -> Revision:
    """Sends it back to its author with what to change. Raises AlreadyDecided, ReasonMissing."""
    return _answer(revision, state=Revision.State.CHANGES_REQUESTED, by=by, reason="", text=text)


def _answer(revision: Revision, *, state: str, by: "User", reason: str, text: str) -> Revision:
    if not (reason or text.strip()):
        raise ReasonMissing
    locked = _lock_open(revision)
    _decide(locked, state=state, by=by, reason=reason, text=text)
    if locked.is_first and state == Revision.State.REFUSED:
        Page.objects.filter(pk=locked.page_id).update(state=Page.State.ARCHIVED)
    _tell_author(locked, by)
    return locked


@transaction.atomic
def assign_revision(*, revision: Revision, to: "User | None") -> None:
    """Says who looks at it; others still may decide."""
    Revision.objects.open().filter(pk=revision.pk).update(assignee=to)


@transaction.atomic
def archive_page(*, page: Page, by: "User") -> None:
    """Takes a published page off the site; its address answers as if it had never been."""
    Page.objects.filter(pk=page.pk).update(
        state=Page.State.ARCHIVED, changed_at=timezone.now(), version=F("version") + 1
    )
    record(verb=Activity.Verb.ARCHIVED, page=page, actor=by)


def _lock_open(revision: Revision) -> Revision:
    """The revision, locked, so that of two reviewers the second finds it decided."""
    locked = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if not locked.is_open:
        raise AlreadyDecided(locked)
    return locked


def _lock_page(revision: Revision) -> Page:
    """The page as its own kind, locked: two acceptances of one page follow each other."""
    Page.objects.select_for_update(of=("self",)).get(pk=revision.page_id)
    return kinds.get(revision.page.kind).model.objects.get(pk=revision.page_id)


def _decide(
    revision: Revision,
    *,
    state: str,
    by: "User",
    reason: str = "",
    text: str = "",
    result: Snapshot | None = None,
) -> None:
    revision.state, revision.reviewer, revision.decided_at = state, by, timezone.now()
    revision.reason, revision.reason_text, revision.result = reason, text, result
    revision.save(
        update_fields=["state", "reviewer", "decided_at", "reason", "reason_text", "result"]
    )
