"""The logged view of administrators, and what the circle sees of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member

from ..actions import inspect_workspace
from ..forms import ReasonForm
from ..inside import inside_or_404
from ..inspecting import look_in, open_look, workspace_for
from ..models import Inspection


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def inspect(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for a reason; with one given, all of the inside can be read here for an hour."""
    person = member(request)
    workspace = workspace_for(person, slug)
    inspection = open_look(workspace, person)
    form = ReasonForm(request.POST or kept_data(request))
    if request.method == "POST" and inspection is None and form.is_valid():
        inspect_workspace(workspace=workspace, by=person, reason=form.cleaned_data["reason"])
        return redirect("workspaces:inspection", slug)
    look = look_in(workspace, inspection) if inspection else None
    context = {"workspace": workspace, "inspection": inspection, "look": look, "form": form}
    status = 422 if request.method == "POST" and look is None else 200
    return render(request, "workspaces/inspection.html", context, status=status)


@require_safe
@sign_in_required
def inspections(request: HttpRequest, slug: str) -> HttpResponse:
    """Who looked in from outside, when and why: for everyone inside."""
    inside = inside_or_404(request, slug, current="members")
    looks = Inspection.objects.filter(workspace=inside.workspace).select_related("by")
    context = {"inside": inside, "looks": looks.order_by("-pk")}
    return render(request, "workspaces/inspections.html", context)
