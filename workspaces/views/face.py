"""The list of workspaces and the face of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_site.pages import lists
from platform_site.pages.cards import subject_links

from ..filters import WorkspaceFilter
from ..inside import role_of, visible_or_404


@require_safe
def workspace_list(request: HttpRequest) -> HttpResponse:
    return render(request, "workspaces/list.html", lists.newest(request, WorkspaceFilter))


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is for and how to join; the same for everyone who is not in it."""
    workspace = visible_or_404(request, slug)
    context: dict[str, Any] = {
        "page": workspace,
        "workspace": workspace,
        "role": role_of(request.user, workspace),
        "subjects": subject_links([workspace], request.user).get(workspace.pk, []),
    }
    return render(request, "workspaces/detail.html", context)
