"""Giving a document to everyone: a contribution to the library, with the names of its authors."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from platform_site.moderation.actions import contribute_page
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import base_snapshot

from ..models import Document, LibraryEntry
from .circle import NotAllowedHere, require_contributing

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def publish_into_library(
    *, document: Document, by: "User", authors: str, summary: str, subtype: str, key: UUID
) -> LibraryEntry:
    """Sends the document as it stands now into the review queue of the library.

    `authors` are names with semicolons between them. The same key a second time gives the first
    entry. Raises NotAllowedHere, NotAllowedToContribute.
    """
    Page.objects.select_for_update(of=("self",)).get(pk=document.pk)
    mine = Document.objects.writable_by(by).in_circles_of(by)
    found: Document | None = mine.filter(pk=document.pk).select_related("workspace").first()
    if found is None:
        raise NotAllowedHere
    require_contributing(by)
    revision = contribute_page(
        kind="resource",
        proposal=_proposal(found, authors=authors, summary=summary, subtype=subtype),
        by=by,
        key=key,
        is_demonstration=found.is_demonstration,
    )
    return LibraryEntry.objects.get_or_create(
        revision=revision, defaults={"document": found, "version": found.version}
    )[0]


def _proposal(document: Document, **said: str) -> Snapshot:
    """An empty record of the library with what the document and its workspace say."""
    kind = kinds.get("resource")
    record: dict[str, Any] = kind.snapshot(kind.model())
    content, face = base_snapshot(document), base_snapshot(document.workspace)
    return record | {
        "title": content["title"],
        "summary": said["summary"],
        "text": content["text"],
        "language": content["language"],
        "subjects": face["subjects"],
        "tags": {},
        "type": said["subtype"],
        "authors": said["authors"],
        "year": timezone.localdate().year,
        "link": _face(document),
    }


def _face(document: Document) -> str:
    """Where it was made, if everyone may know that."""
    workspace = document.workspace
    is_known = workspace.is_published and workspace.audience == Page.Audience.PUBLIC
    return f"{settings.SITE_URL}{workspace.get_absolute_url()}" if is_known else ""
