"""Documents as one person may read them: everything here passed the gate."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.pages.models import PageGrant

from .inside import Inside, role_of
from .models import Document, DocumentVersion, Draft, Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person

NOW = timedelta(seconds=60)


@dataclass(frozen=True)
class Reading:
    """A document as somebody has it before them; `inside` is None for a guest."""

    document: Document
    inside: Inside | None
    may_write: bool


def document_or_404(request: HttpRequest, pk: int) -> Reading:
    visible: Any = Document.objects.published().visible_to(request.user)
    rows = visible.filter(pk=pk).select_related("workspace", "text", "contributor", "above")
    document: Document | None = rows.first()
    if document is None:
        raise Http404
    may_write = Document.objects.writable_by(request.user).filter(pk=pk).exists()
    return Reading(document, _inside(request.user, document.workspace), may_write)


def writable_or_404(request: HttpRequest, pk: int) -> Reading:
    reading = document_or_404(request, pk)
    if not reading.may_write:
        raise Http404
    return reading


def members_document_or_404(request: HttpRequest, pk: int) -> Reading:
    """For what is the members' own: history, places, guests. A guest has no part in it."""
    reading = document_or_404(request, pk)
    if reading.inside is None:
        raise Http404
    return reading


def taken_away_or_404(request: HttpRequest, pk: int) -> Document:
    rows = Document.objects.taken_away(request.user).filter(pk=pk).select_related("workspace")
    document: Document | None = rows.first()
    if document is None:
        raise Http404
    return document


def _inside(user: "Person", workspace: Workspace) -> Inside | None:
    role = role_of(user, workspace)
    return Inside(workspace=workspace, role=role, current="documents") if role else None


@dataclass(frozen=True)
class Entry:
    """One line of the list: how deep it stands, and who wrote the last version."""

    document: Document
    depth: int
    latest: DocumentVersion | None


def tree(workspace: Workspace, user: "Person") -> list[Entry]:
    """All documents of a workspace, each below the one it belongs to. Two queries."""
    visible: Any = Document.objects.published().visible_to(user)
    documents = list(visible.filter(workspace=workspace).order_by("position", "pk"))
    latest = latest_versions(documents)
    below = defaultdict(list)
    there = {document.pk for document in documents}
    for document in documents:
        # Below something that was taken away it stands on top, and is not lost.
        below[document.above_id if document.above_id in there else None].append(document)
    entries: list[Entry] = []
    waiting = [(document, 1) for document in reversed(below[None])]
    while waiting:
        document, depth = waiting.pop()
        entries.append(Entry(document, depth, latest.get(document.pk)))
        waiting += [(child, depth + 1) for child in reversed(below[document.pk])]
    return entries


def latest_versions(documents: Iterable[Document]) -> dict[int, DocumentVersion]:
    rows = without_texts().filter(document__in=[document.pk for document in documents])
    return {
        row.document_id: row for row in rows.order_by("document", "-number").distinct("document")
    }


def without_texts() -> Any:
    """Versions with who and when; the texts of a hundred versions are not read to list them."""
    texts = ("revision__base", "revision__proposal", "revision__result")
    return DocumentVersion.objects.select_related("revision__author").defer(*texts)


def version_or_404(document: Document, number: int) -> DocumentVersion:
    rows = DocumentVersion.objects.select_related("revision__author")
    version = rows.filter(document=document, number=number).first()
    if version is None:
        raise Http404
    return version


def drafts_of(user: "Person", workspace: Workspace, document: Document | None) -> list[Draft]:
    """A person's own, the newest first."""
    mine = Draft.objects.of(user).filter(workspace=workspace, document=document)
    return list(mine.order_by("-kept_at", "pk"))


def writing_now(document: Document, user: User) -> list[User]:
    """Who else kept a draft of the document in the last minute."""
    fresh = Draft.objects.filter(document=document, kept_at__gt=timezone.now() - NOW)
    others = User.objects.filter(pk__in=fresh.values("user")).exclude(pk=user.pk)
    return list(others.order_by("display_name", "pk"))


def guests_of(document: Document) -> list[PageGrant]:
    grants = PageGrant.objects.filter(page=document.pk).select_related("user", "writing")
    return list(grants.order_by("user__display_name", "pk"))


def neighbours(document: Document, user: "Person") -> Any:
    """The other documents of the workspace, to be chosen from."""
    visible: Any = Document.objects.published().visible_to(user)
    others = visible.filter(workspace=document.workspace_id).exclude(pk=document.pk)
    return others.order_by("title", "pk")


def taken_away_in(workspace: Workspace, user: "Person") -> list[Document]:
    rows = Document.objects.taken_away(user).filter(workspace=workspace)
    return list(rows.order_by("-changed_at", "pk"))


def authors_of(document: Document) -> list[str]:
    """Who saved a version of it, in the order of their first."""
    rows = DocumentVersion.objects.filter(document=document, revision__author__isnull=False)
    names = rows.order_by("number").values_list("revision__author__display_name", flat=True)
    return list(dict.fromkeys(names))
