"""Guests of single documents."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.requests import member
from platform_site.pages.models import PageGrant

from ..actions import revoke_guest
from ..inside import Inside, inside_or_404


def _in_charge(request: HttpRequest, slug: str) -> Inside:
    inside = inside_or_404(request, slug, current="members")
    if not inside.may_admit:
        raise Http404
    return inside


@require_safe
@sign_in_required
def guests(request: HttpRequest, slug: str) -> HttpResponse:
    inside = _in_charge(request, slug)
    grants = PageGrant.objects.filter(page__circle=inside.workspace.own_circle_id)
    context = {"inside": inside, "grants": grants.select_related("page", "user").order_by("pk")}
    return render(request, "workspaces/guests.html", context)


@require_POST
@sign_in_required
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    inside = _in_charge(request, slug)
    grants = PageGrant.objects.filter(page__circle=inside.workspace.own_circle_id)
    revoke_guest(
        workspace=inside.workspace, grant=get_object_or_404(grants, pk=pk), by=member(request)
    )
    messages.success(request, _("The guest sees the document no more."))
    return redirect("workspaces:guests", slug)
