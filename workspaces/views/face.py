"""The list of workspaces, a new one, and the face of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.forms import SubmissionForm
from platform_site.moderation.permissions import may_contribute
from platform_site.pages import lists
from platform_site.pages.cards import subject_links
from platform_site.pages.forms import subject_names

from ..actions import create_workspace
from ..faces import face_of
from ..filters import WorkspaceFilter
from ..forms import WorkspaceForm
from ..inside import role_of, visible_or_404
from ..models import Invitation, Workspace
from ..starters import STARTERS


@require_safe
def workspace_list(request: HttpRequest) -> HttpResponse:
    context = lists.newest(request, WorkspaceFilter) | {"invited": _invited(request)}
    return render(request, "workspaces/list.html", context)


def _invited(request: HttpRequest) -> Any:
    """Who lost the mail finds the invitation here."""
    if not request.user.is_authenticated:
        return []
    mine = Invitation.objects.open().for_addresses_of(member(request))
    return mine.select_related("workspace").order_by("pk")


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is for and how to join; of its inside nothing but who chose to be named."""
    workspace = visible_or_404(request, slug)
    context: dict[str, Any] = {
        "page": workspace,
        "workspace": workspace,
        "role": role_of(request.user, workspace),
        "subjects": subject_links([workspace], request.user).get(workspace.pk, []),
    } | face_of(workspace, request.user)
    return render(request, "workspaces/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def create(request: HttpRequest) -> HttpResponse:
    """First the purpose, then the few words that the workspace needs: `?type=research`."""
    purpose = request.GET.get("type", "")
    if request.method != "POST" and purpose not in STARTERS and "kept" not in request.GET:
        return render(request, "workspaces/purposes.html", {"purposes": _purposes()})
    data = request.POST or kept_data(request)
    form = WorkspaceForm(data, initial=_initial(request, purpose))
    submission = SubmissionForm(data)
    if request.method == "POST" and form.is_valid() and submission.is_valid():
        try:
            workspace = create_workspace(
                by=member(request), content=form.proposal(), key=submission.cleaned_data["key"]
            )
        except NotAllowedToContribute:
            return _create(request, form, submission, purpose, status=403)
        if workspace.audience != form.cleaned_data["visibility"]:
            messages.info(request, _("Everyone will see it as soon as a reviewer has read it."))
        return redirect("workspaces:inside", workspace.slug)
    status = 422 if request.method == "POST" else 200
    return _create(request, form, submission, purpose, status=status)


def _create(
    request: HttpRequest, form: WorkspaceForm, submission: Any, purpose: str, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "submission": submission,
        "starter": STARTERS.get(purpose or str(form.data.get("type", ""))),
        "is_blocked": not may_contribute(member(request)),
    }
    return render(request, "workspaces/new.html", context, status=status)


def _purposes() -> list[tuple[str, Any, Any]]:
    labels = dict(Workspace.Purpose.choices)
    return [(purpose, labels[purpose], starter) for purpose, starter in STARTERS.items()]


def _initial(request: HttpRequest, purpose: str) -> dict[str, Any]:
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    return {
        "type": purpose,
        "language": get_language(),
        "subjects": subject_names(dict.fromkeys([about.upper(), about])),
    }
