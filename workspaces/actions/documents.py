"""Writing documents. Every save is a version, accepted at once: members need no reviewer."""

import secrets
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.actions import ensure_counters
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from .. import merging, permissions
from ..models import Document, DocumentVersion, Workspace
from .circle import NotAllowedHere, lock, require_contributing, role_in
from .drafts import forget_draft
from .places import next_position, require_place

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class BothChanged(Exception):
    """Others changed the same lines since the writer began: the writer decides, with both texts."""

    def __init__(self, *, base: Snapshot, current: Snapshot, version: int) -> None:
        super().__init__(version)
        self.base, self.current, self.version = base, current, version


@transaction.atomic
def create_document(
    *,
    workspace: Workspace,
    title: str,
    text: str,
    by: "User",
    key: UUID,
    above: Document | None = None,
) -> Document:
    """The first version of a new document, below another one if said; the same key a second time
    gives the first document.

    Raises NotAllowedHere, NotAllowedToContribute, CannotStandThere.
    """
    found = lock(workspace)
    if not permissions.may_write(role_in(found, by), is_archived=found.is_archived):
        raise NotAllowedHere
    require_contributing(by)
    if earlier := Document.objects.filter(
        workspace=found, revisions__submission_key=key, revisions__author=by
    ).first():
        return earlier
    if above is not None:
        require_place(above=above, workspace=found)
    document = Document(
        kind="document",
        # No title in an address: addresses are seen by more people than the inside is.
        slug=secrets.token_hex(8),
        language=found.language,
        audience=Page.Audience.CIRCLE,
        circle_id=found.own_circle_id,
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
        contributor=by,
        is_demonstration=found.is_demonstration,
        workspace=found,
        above=above,
        position=next_position(workspace=found, above=above),
    )
    document.save()
    ensure_counters(document)
    content = kinds.get("document").snapshot(document) | {"title": title, "text": text}
    revision = _accept(document, base={}, sent=content, result=content, by=by, key=key)
    DocumentVersion.objects.create(document=document, number=1, revision=revision)
    record(verb=Activity.Verb.PUBLISHED, page=document, actor=by, revision=revision.pk)
    forget_draft(key=key, by=by)
    return document


@transaction.atomic
def save_document(
    *,
    document: Document,
    based_on: int,
    title: str,
    text: str,
    by: "User",
    key: UUID,
    comment: str = "",
) -> DocumentVersion:
    """A new version made of what was written and what others saved since version `based_on`.

    The same key a second time gives the first version; so does a text that stands there already.
    Raises BothChanged, NotAllowedHere, NotAllowedToContribute.
    """
    page = _lock(document, by)
    if earlier := _saved_before(page, key, by):
        return earlier
    current = kinds.get("document").snapshot(page)
    base = _content(page, based_on)
    sent = (base or current) | {"title": title, "text": text}
    try:
        result = current | _merged(base=base, sent=sent, current=current)
    except merging.Overlap as overlap:
        raise BothChanged(base=base, current=current, version=page.version) from overlap
    forget_draft(key=key, by=by)
    if result == current:
        return DocumentVersion.objects.get(document=page, number=page.version)
    return _add_version(
        page,
        base=base,
        sent=sent,
        result=result,
        by=by,
        key=key,
        comment=comment,
        based_on=based_on,
    )


@transaction.atomic
def restore_version(*, document: Document, number: int, by: "User") -> DocumentVersion:
    """Brings an old version back, as a new one. Raises NotAllowedHere, NotAllowedToContribute."""
    page = _lock(document, by)
    if not Document.objects.filter(pk=page.pk).in_circles_of(by).exists():
        raise NotAllowedHere
    current = kinds.get("document").snapshot(page)
    old = DocumentVersion.objects.select_related("revision").get(document=page, number=number)
    result = current | {"title": old.title, "text": old.text}
    if result == current:
        return DocumentVersion.objects.get(document=page, number=page.version)
    return _add_version(
        page, base=current, sent=result, result=result, by=by, key=uuid4(), restores=number
    )


def _lock(document: Document, by: "User") -> Document:
    """The document as it stands now; whoever else saves it waits. Asked again here, because
    somebody may have left while they were writing."""
    with connection.cursor() as cursor:
        # Fifty people in one document wait for each other longer than a page may take.
        cursor.execute("SET LOCAL lock_timeout = '25s'")
    Page.objects.select_for_update(of=("self",)).get(pk=document.pk)
    page: Document | None = Document.objects.writable_by(by).filter(pk=document.pk).first()
    if page is None:
        raise NotAllowedHere
    require_contributing(by)
    return page


def _saved_before(page: Document, key: UUID, by: "User") -> DocumentVersion | None:
    return DocumentVersion.objects.filter(
        document=page, revision__submission_key=key, revision__author=by
    ).first()


def _content(page: Document, number: int) -> Snapshot:
    """What a version said; nothing, where there is no such version."""
    version = DocumentVersion.objects.filter(document=page, number=number)
    held = version.values_list("revision__result", flat=True).first()
    return held or {}


def _merged(*, base: Snapshot, sent: Snapshot, current: Snapshot) -> Snapshot:
    """Title and text with both sides' changes. Raises merging.Overlap."""
    return {
        field: merging.merge(base=base.get(field, ""), mine=sent[field], theirs=current[field])
        for field in ("title", "text")
    }


def _add_version(
    page: Document,
    *,
    base: Snapshot,
    sent: Snapshot,
    result: Snapshot,
    by: "User",
    key: UUID,
    comment: str = "",
    based_on: int = 0,
    restores: int | None = None,
) -> DocumentVersion:
    page.version += 1
    revision = _accept(
        page,
        base=base,
        sent=sent,
        result=result,
        by=by,
        key=key,
        comment=comment,
        based_on=based_on,
    )
    version = DocumentVersion.objects.create(
        document=page,
        number=page.version,
        revision=revision,
        restores=restores,
        is_merged=result != sent,
    )
    record(verb=Activity.Verb.REVISED, page=page, actor=by, revision=revision.pk)
    return version


def _accept(
    page: Document,
    *,
    base: Snapshot,
    sent: Snapshot,
    result: Snapshot,
    by: "User",
    key: UUID,
    comment: str = "",
    based_on: int = 0,
) -> Revision:
    """Writes the result on the page and the revision beside it, decided by its author."""
    now = timezone.now()
    kinds.get("document").apply(page, result)
    page.changed_at = now
    page.save()
    # A key that was used elsewhere says nothing of this document; the text must be kept anyway.
    is_used = Revision.objects.filter(submission_key=key).exists()
    return Revision.objects.create(
        page_id=page.pk,
        author=by,
        reviewer=by,
        is_first=not base and page.version == 1,
        base=base,
        proposal=sent,
        result=result,
        based_on_version=based_on,
        language=page.language,
        comment=comment,
        submission_key=uuid4() if is_used else key,
        state=Revision.State.ACCEPTED,
        decided_at=now,
    )
