"""The inside of a workspace: for the people of its circle only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_site.accounts.decorators import sign_in_required

from ..inside import inside_or_404, members_of


@require_safe
@sign_in_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="inside")
    return render(request, "workspaces/overview.html", {"inside": inside})


@require_safe
@sign_in_required
def discussions(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="discussions")
    return render(request, "workspaces/discussions.html", {"inside": inside})


@require_safe
@sign_in_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="members")
    context = {"inside": inside, "members": members_of(inside.workspace)}
    return render(request, "workspaces/members.html", context)
