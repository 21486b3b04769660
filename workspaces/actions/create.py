"""Creating a workspace from the template of its purpose, and changing its face."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from platform_site.access.models import Circle, Membership
from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.actions import suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.actions import ensure_counters, free_slug, provisional_slug
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from ..models import Workspace
from .circle import lock, require_contributing, require_governing
from .start import start

# First parts of addresses below workspaces/ that are no workspace's.
RESERVED = ("new", "feed", "invitations", "documents", "drafts", "tasks", "files")


@transaction.atomic
def create_workspace(
    *, by: "User", content: Snapshot, key: UUID, is_demonstration: bool = False
) -> Workspace:
    """A workspace with its circle, its owner, and the first documents and tasks of its purpose.

    The same key a second time gives the first workspace. One that everyone shall see is shown to
    those who are signed in until a reviewer has read it, unless its owner publishes at once.
    Raises NotAllowedToContribute.
    """
    # Two windows of one person follow each other.
    owner = User.objects.select_for_update().get(pk=by.pk)
    if earlier := Workspace.objects.filter(submission_key=key).first():
        return earlier
    require_contributing(owner)
    circle = Circle.objects.create()
    Membership.objects.create(circle=circle, user=owner, role=Membership.Role.OWNER)
    workspace = Workspace(
        kind="workspace",
        own_circle=circle,
        slug=_slug(content),
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
        contributor=owner,
        submission_key=key,
        is_demonstration=is_demonstration,
    )
    _write(workspace, _until_read(content))
    ensure_counters(workspace)
    record(verb=Activity.Verb.PUBLISHED, page=workspace, actor=owner)
    _send_for_review(workspace, content, by=owner, key=key)
    start(workspace=workspace, by=owner, purpose=content["type"])
    workspace.refresh_from_db()
    return workspace


def _slug(content: Snapshot) -> str:
    """Of a workspace that only its members know of nothing is told by an address, nor by the
    number that another one with the same name would get."""
    if content["visibility"] == Page.Audience.CIRCLE:
        return provisional_slug().replace("draft", "w", 1)
    slug = free_slug(kind="workspace", title=content["title"])
    return f"{slug}-workspace" if slug in RESERVED else slug


def _write(workspace: Workspace, content: Snapshot) -> None:
    workspace.title = content["title"]
    workspace.circle = workspace.own_circle
    workspace.audience = Page.Audience.CIRCLE
    if workspace.pk is None:
        workspace.save()
    kinds.get("workspace").apply(workspace, content)
    workspace.save()


def _until_read(content: Snapshot) -> Snapshot:
    if content["visibility"] != Page.Audience.PUBLIC:
        return content
    return content | {"visibility": Page.Audience.MEMBERS.value}


def _send_for_review(
    workspace: Workspace, content: Snapshot, *, by: "User", key: UUID
) -> Revision | None:
    """What everyone shall see passes the review queue, as every contribution does."""
    base = kinds.get("workspace").snapshot(Workspace.objects.get(pk=workspace.pk))
    proposal = base | content
    if content["visibility"] != Page.Audience.PUBLIC or proposal == base:
        return None
    return suggest_change(page=workspace, base=base, proposal=proposal, by=by, key=key)


@transaction.atomic
def change_workspace(
    *, workspace: Workspace, content: Snapshot, by: "User", key: UUID | None = None
) -> Revision | None:
    """Changes the face and the settings; what everyone sees goes through review and is returned.

    Closing it to fewer people happens at once. Raises NotAllowedHere, NotAllowedToContribute.
    """
    found = lock(workspace)
    require_governing(found, by)
    require_contributing(by)
    kind = kinds.get("workspace")
    if content["visibility"] == Page.Audience.PUBLIC:
        # How people join is no text to be read first: it holds from now on.
        found.join_policy = content["join_policy"]
        if found.audience == Page.Audience.CIRCLE:
            found.audience, found.circle = Page.Audience.MEMBERS, None
        found.save(update_fields=["audience", "circle", "join_policy"])
        return _send_for_review(found, content, by=by, key=key or uuid4())
    before = kind.snapshot(found)
    kind.apply(found, before | content)
    found.version += 1
    found.changed_at = timezone.now()
    found.save()
    record(verb=Activity.Verb.REVISED, page=found, actor=by)
    return None
