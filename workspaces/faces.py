"""What the face of a workspace says beside its words: who chose to be named, what came out."""

from typing import TYPE_CHECKING, Any

from platform_site.access.models import Membership
from platform_site.pages.models import Page

from .models import JoinRequest, LibraryEntry, Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person


def face_of(workspace: Workspace, user: "Person") -> dict[str, Any]:
    """For workspaces/detail.html. Four queries."""
    return {
        "shown": _shown(workspace),
        "outputs": _outputs(workspace, user),
        "asked": _asked(workspace, user),
    }


def _shown(workspace: Workspace) -> list[Membership]:
    """Those who chose to be named; how many others there are is not said."""
    rows = Membership.objects.filter(
        circle=workspace.own_circle_id, shown__isnull=False, user__is_active=True
    )
    return list(rows.select_related("user").order_by("user__display_name", "pk"))


def _outputs(workspace: Workspace, user: "Person") -> list[Page]:
    """What came out of it into the library, as far as the reader may see it there."""
    sent = LibraryEntry.objects.filter(document__workspace=workspace.pk)
    published = Page.objects.published().visible_to(user)
    return list(published.filter(pk__in=sent.values("revision__page")).newest_first())


def _asked(workspace: Workspace, user: "Person") -> JoinRequest | None:
    """The reader's own request that waits for an answer."""
    if not user.is_authenticated:
        return None
    mine = JoinRequest.objects.filter(workspace=workspace, user=user.pk)
    return mine.filter(state=JoinRequest.State.OPEN).first()
