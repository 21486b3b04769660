"""The inside of a workspace: for the people of its circle only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forums.listing import entries, with_what_lists_show
from forums.models import Forum, Topic
from platform_site.access.models import Membership
from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import paging

from ..inside import inside_or_404
from ..lately import lately
from ..members import people_of
from ..models import Document, HandOver, Invitation, JoinRequest, Task

SHOWN = 6


@require_safe
@sign_in_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed lately, what is to be done, who is here."""
    inside = inside_or_404(request, slug, current="inside")
    workspace, reader = inside.workspace, member(request)
    documents = Document.objects.visible_to(reader).published().filter(workspace=workspace.pk)
    tasks = Task.objects.visible_to(reader).filter(page__workspace=workspace.pk)
    people = Membership.objects.filter(circle=workspace.own_circle_id, user__is_active=True)
    context = {
        "inside": inside,
        "documents": documents.order_by("-changed_at", "-pk")[:SHOWN],
        "tasks": tasks.exclude(state=Task.State.DONE).in_order()[:SHOWN],
        "people": people.select_related("user").order_by("joined_at", "pk")[:SHOWN],
        "lately": lately(workspace, reader),
    }
    return render(request, "workspaces/overview.html", context)


@require_safe
@sign_in_required
def discussions(request: HttpRequest, slug: str) -> HttpResponse:
    """The topics of the forum inside, the last one written in first."""
    inside = inside_or_404(request, slug, current="discussions")
    circle = inside.workspace.own_circle_id
    forum = Forum.objects.published().visible_to(request.user).filter(circle=circle).first()
    seen = Topic.objects.published().visible_to(request.user).originals().filter(circle=circle)
    topics = with_what_lists_show(seen).latest_first()
    found = paging.newest(topics, mark=request.GET.get("at", ""))
    context = {
        "inside": inside,
        "forum": forum,
        "entries": entries(found.items, request.user, name_forums=False),
        "slice": found,
    }
    return render(request, "workspaces/discussions.html", context)


@require_safe
@sign_in_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone in the circle with their role; for those in charge also who is about to come."""
    inside = inside_or_404(request, slug, current="members")
    workspace = inside.workspace
    waiting = JoinRequest.objects.filter(workspace=workspace, state=JoinRequest.State.OPEN)
    offers = HandOver.objects.filter(workspace=workspace, state=HandOver.State.OPEN)
    sent = Invitation.objects.filter(workspace=workspace).open()
    context = {
        "inside": inside,
        "people": people_of(workspace, request.user),
        "offer": offers.select_related("to", "offered_by").first(),
        "waiting": waiting.count() if inside.may_admit else 0,
        "invited": sent.count() if inside.may_admit else 0,
        "is_shown": Membership.objects.of(request.user)
        .filter(circle=workspace.own_circle_id, shown__isnull=False)
        .exists(),
    }
    return render(request, "workspaces/members.html", context)
