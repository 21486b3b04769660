"""What its owner changes of a workspace, and whether a member is named on its face."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.forms import SubmissionForm
from platform_site.pages import kinds

from ..actions import (
    archive_workspace,
    change_workspace,
    reopen_workspace,
    set_resting,
    show_member,
)
from ..forms import WorkspaceForm
from ..inside import Inside, inside_or_404
from ..models import Document, Workspace


def _owner(request: HttpRequest, slug: str) -> Inside:
    inside = inside_or_404(request, slug, current="inside")
    if not inside.may_govern:
        raise Http404
    return inside


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    inside = _owner(request, slug)
    current = kinds.get("workspace").snapshot(inside.workspace)
    data = request.POST or kept_data(request)
    form = WorkspaceForm(data, initial=WorkspaceForm.initial_from(current))
    submission = SubmissionForm(data)
    if request.method == "POST" and form.is_valid() and submission.is_valid():
        try:
            revision = change_workspace(
                workspace=inside.workspace,
                content=form.proposal(current),
                by=member(request),
                key=submission.cleaned_data["key"],
            )
        except NotAllowedToContribute as error:
            raise Http404 from error
        if revision is not None and revision.is_open:
            messages.info(request, _("What everyone sees changes when a reviewer has read it."))
        else:
            messages.success(request, _("Saved."))
        return redirect("workspaces:inside", slug)
    status = 422 if request.method == "POST" else 200
    context = {"inside": inside, "form": form, "submission": submission}
    return render(request, "workspaces/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    """What to do before closing, and the button; the same place opens it again."""
    inside = _owner(request, slug)
    workspace, by = inside.workspace, member(request)
    if request.method == "POST":
        if "archive" in request.POST:
            archive_workspace(workspace=workspace, by=by)
            messages.success(request, _("The workspace is archived. All of it stays readable."))
        elif "reopen" in request.POST:
            reopen_workspace(workspace=workspace, by=by)
            messages.success(request, _("The workspace is open again."))
        else:
            is_resting = workspace.status == Workspace.Status.ACTIVE
            set_resting(workspace=workspace, by=by, is_resting=is_resting)
        return redirect("workspaces:inside", slug)
    documents = Document.objects.visible_to(by).published().filter(workspace=workspace.pk)
    context = {
        "inside": inside,
        "documents": documents.prefetch_related("library_entries__revision").order_by("title"),
    }
    return render(request, "workspaces/closing.html", context)


@require_POST
@sign_in_required
def shown(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="members")
    show_member(workspace=inside.workspace, by=member(request), is_shown="show" in request.POST)
    return redirect("workspaces:members", slug)
