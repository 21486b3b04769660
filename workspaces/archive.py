"""All of a workspace as one file that needs no platform to be read."""

import csv
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_bidi

from platform_site.access.models import Membership
from platform_site.discussions.models import Post
from platform_site.files.models import FileVersion

from .models import Document, Task, Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User

IN_MEMORY = 5_000_000
STEP = 200


def write_archive(workspace: Workspace, reader: "User") -> IO[bytes]:
    """A ZIP, at its beginning: what `reader` sees of the inside, and nothing past the gate.

    It is written piece by piece to a file, whatever its size.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _documents(archive, workspace, reader)
        _files(archive, workspace, reader)
        _tasks(archive, workspace, reader)
        _members(archive, workspace)
        _discussions(archive, workspace, reader)
    file.seek(0)
    return file


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[TextIOWrapper]:
    with (
        archive.open(name, "w", force_zip64=True) as raw,
        TextIOWrapper(raw, "utf-8", newline="") as text,
    ):
        yield text


def _documents(archive: zipfile.ZipFile, workspace: Workspace, reader: "User") -> None:
    """Each as it was written and as a page, numbered in the order they stand."""
    documents = Document.objects.visible_to(reader).published().filter(workspace=workspace.pk)
    ordered = documents.select_related("text", "contributor").order_by("position", "pk")
    for number, document in enumerate(ordered.iterator(chunk_size=STEP), start=1):
        name = f"documents/{number:03}-{slugify(document.title)[:60] or document.pk}"
        with _entry(archive, f"{name}.md") as text:
            text.write(f"# {document.title}\n\n{document.text.source}\n")
        with _entry(archive, f"{name}.html") as text:
            context = {
                "document": document,
                "language": document.language,
                "direction": "rtl" if get_language_bidi() else "ltr",
                "made_at": timezone.now(),
            }
            text.write(render_to_string("workspaces/archive/document.html", context))


def _files(archive: zipfile.ZipFile, workspace: Workspace, reader: "User") -> None:
    """Every version of every file on a page of the inside, copied piece by piece."""
    versions = FileVersion.objects.visible_to(reader).filter(
        page_file__page__circle=workspace.own_circle_id
    )
    for version in versions.select_related("stored").order_by("page_file", "number"):
        name = f"files/{version.page_file_id}-{version.number}-{version.stored.name}"
        with default_storage.open(version.stored.path) as held, archive.open(name, "w") as copy:
            shutil.copyfileobj(held, copy)


def _tasks(archive: zipfile.ZipFile, workspace: Workspace, reader: "User") -> None:
    tasks = Task.objects.visible_to(reader).filter(page__workspace=workspace.pk)
    with _entry(archive, "tasks.csv") as text:
        rows = csv.writer(text)
        rows.writerow(["title", "state", "people", "due", "milestone", "done_at", "text"])
        for task in tasks.prefetch_related("people").order_by("position", "pk"):
            names = "; ".join(person.display_name for person in task.people.all())
            done = task.done_at.isoformat() if task.done_at else ""
            cells = [task.title, task.state, names, task.due_date or "", task.is_milestone]
            rows.writerow([_safe(cell) for cell in [*cells, done, task.text]])


def _safe(cell: Any) -> str:
    """A spreadsheet would take a text that begins like a formula for one."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _members(archive: zipfile.ZipFile, workspace: Workspace) -> None:
    """Names and roles; addresses are nobody's to take along."""
    rows = Membership.objects.filter(circle=workspace.own_circle_id).select_related("user")
    with _entry(archive, "members.csv") as text:
        table = csv.writer(text)
        table.writerow(["name", "role", "joined"])
        for row in rows.order_by("joined_at", "pk"):
            name = _safe(row.user.display_name)
            table.writerow([name, row.role, row.joined_at.date().isoformat()])


def _discussions(archive: zipfile.ZipFile, workspace: Workspace, reader: "User") -> None:
    """Every post below a page of the inside, as JSON for programs and as text for people."""
    posts = Post.objects.visible_to(reader).filter(
        page__circle=workspace.own_circle_id, hidden_at__isnull=True
    )
    ordered = list(posts.select_related("author", "page").order_by("page", "number"))
    said: list[dict[str, Any]] = [
        {
            "page": post.page.title,
            "number": post.number,
            "author": post.author.display_name if post.author else "",
            "written_at": post.written_at.isoformat(),
            "language": post.language,
            "text": post.source,
        }
        for post in ordered
    ]
    with _entry(archive, "discussions.json") as text:
        json.dump({"language": get_language(), "posts": said}, text, ensure_ascii=False, indent=1)
    with _entry(archive, "discussions.md") as text:
        for one in said:
            head = f"{one['page']} #{one['number']}, {one['author']}, {one['written_at'][:10]}"
            text.write(f"## {head}\n\n{one['text']}\n\n")
