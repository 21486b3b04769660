"""The one way past the gate: what an administrator sees while a written-down look is open.

Views do not fetch this themselves; they call it with a person, and it answers only to somebody
whose look was recorded and whose hour is not over.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.discussions.models import Post
from platform_site.pages.models import Page

from .models import Document, Inspection, Task, Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User

LATEST_POSTS = 200


@dataclass(frozen=True)
class Look:
    """All of the inside that can be read, without a way to change any of it."""

    people: list[Membership]
    documents: list[Document]
    tasks: list[Task]
    posts: list[Post]
    others: list[Page]


def workspace_for(inspector: "User", slug: str) -> Workspace:
    """Any workspace, for those who may inspect; for everyone else there is none."""
    found = Workspace.objects.filter(slug=slug).first()
    is_staff = inspector.is_active and inspector.is_staff
    if found is None or not (is_staff and inspector.has_perm("workspaces.inspect_workspace")):
        raise Http404
    return found


def open_look(workspace: Workspace, inspector: "User") -> Inspection | None:
    looks = Inspection.objects.filter(workspace=workspace, by=inspector)
    return looks.filter(ends_at__gt=timezone.now()).order_by("-pk").first()


def look_in(workspace: Workspace, inspection: Inspection) -> Look:
    """Raises Http404 when the look is of another workspace, or its time is over."""
    if inspection.workspace_id != workspace.pk or not inspection.is_open:
        raise Http404
    circle = workspace.own_circle_id
    people = Membership.objects.filter(circle=circle).select_related("user")
    documents = Document.objects.filter(circle=circle).select_related("text", "contributor")
    posts = Post.objects.filter(page__circle=circle).select_related("author", "page")
    known = [document.pk for document in documents]
    return Look(
        people=list(people.order_by("joined_at", "pk")),
        documents=list(documents.order_by("title")),
        tasks=list(Task.objects.filter(page__circle=circle).order_by("pk")),
        posts=list(posts.order_by("-pk")[:LATEST_POSTS]),
        others=list(
            Page.objects.filter(circle=circle)
            .exclude(pk__in=[workspace.pk, *known])
            .exclude(kind="tasklist")
            .order_by("title")
        ),
    )
