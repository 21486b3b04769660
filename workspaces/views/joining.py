"""Coming in from the face, and leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute

from ..actions import (
    AlreadyAnswered,
    LastOwner,
    NotAsking,
    NotOpen,
    ask_to_join,
    join_workspace,
    leave_workspace,
    withdraw_request,
)
from ..forms import AskForm
from ..inside import inside_or_404, role_of, visible_or_404
from ..models import JoinRequest, Workspace


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """One button where anyone may join; a few words where somebody answers."""
    workspace = visible_or_404(request, slug)
    if role_of(request.user, workspace):
        return redirect("workspaces:inside", slug)
    form = AskForm(request.POST or kept_data(request))
    is_open = workspace.join_policy == Workspace.JoinPolicy.OPEN
    if request.method == "POST" and (is_open or form.is_valid()):
        return _join(request, workspace, form, is_open=is_open)
    status = 422 if request.method == "POST" else 200
    return _page(request, workspace, form, status=status)


def _join(
    request: HttpRequest, workspace: Workspace, form: AskForm, *, is_open: bool
) -> HttpResponse:
    try:
        if is_open:
            join_workspace(workspace=workspace, by=member(request))
            messages.success(request, _("You are in."))
            return redirect("workspaces:inside", workspace.slug)
        ask_to_join(workspace=workspace, by=member(request), words=form.cleaned_data["words"])
    except NotAsking:
        return redirect("workspaces:inside", workspace.slug)
    except NotOpen:
        return _page(request, workspace, form, refused="closed", status=409)
    except NotAllowedToContribute:
        return _page(request, workspace, form, refused="blocked", status=403)
    messages.success(request, _("Your request is sent. You will be told the answer."))
    return redirect(workspace)


def _page(
    request: HttpRequest, workspace: Workspace, form: AskForm, *, refused: str = "", status: int
) -> HttpResponse:
    is_closed = workspace.join_policy == Workspace.JoinPolicy.INVITE or workspace.is_archived
    mine = JoinRequest.objects.filter(workspace=workspace, user=request.user.pk)
    context = {
        "workspace": workspace,
        "form": form,
        "refused": refused or ("closed" if is_closed else ""),
        "asked": mine.filter(state=JoinRequest.State.OPEN).first(),
    }
    return render(request, "workspaces/join.html", context, status=status)


@require_POST
@sign_in_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    workspace = visible_or_404(request, slug)
    mine = JoinRequest.objects.filter(workspace=workspace, user=request.user.pk)
    asked = get_object_or_404(mine, state=JoinRequest.State.OPEN)
    try:
        withdraw_request(request=asked, by=member(request))
    except AlreadyAnswered:
        messages.warning(request, _("It was answered in the meantime."))
    else:
        messages.success(request, _("You took your request back."))
    return redirect(workspace)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="members")
    if request.method == "POST" and not inside.may_govern:
        try:
            leave_workspace(workspace=inside.workspace, by=member(request))
        except LastOwner:
            return redirect("workspaces:leave", slug)
        messages.success(request, _("You have left the workspace."))
        return redirect("workspaces:list")
    status = 409 if request.method == "POST" else 200
    return render(request, "workspaces/leave.html", {"inside": inside}, status=status)
