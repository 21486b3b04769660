"""Answering who asks to join, and what an owner decides about members."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.access.models import Membership
from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member

from ..actions import (
    AlreadyAnswered,
    LastOwner,
    NotAllowedHere,
    accept_hand_over,
    answer_request,
    end_hand_over,
    offer_hand_over,
    remove_member,
    set_role,
)
from ..forms import AnswerForm, ReasonForm
from ..inside import Inside, inside_or_404
from ..models import HandOver, JoinRequest


def _in_charge(request: HttpRequest, slug: str) -> Inside:
    inside = inside_or_404(request, slug, current="members")
    if not inside.may_admit:
        raise Http404
    return inside


@require_safe
@sign_in_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    inside = _in_charge(request, slug)
    waiting = JoinRequest.objects.filter(
        workspace=inside.workspace, state=JoinRequest.State.OPEN
    ).select_related("user")
    context = {"inside": inside, "waiting": waiting.order_by("pk")}
    return render(request, "workspaces/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def request_to_join(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    inside = _in_charge(request, slug)
    rows = JoinRequest.objects.filter(workspace=inside.workspace).select_related("user")
    asked = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST or kept_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(
                request=asked,
                by=member(request),
                is_accepted=form.cleaned_data["answer"] == "accept",
                reason=form.cleaned_data["reason"],
            )
        except AlreadyAnswered:
            messages.warning(request, _("It was answered in the meantime."))
        except NotAllowedHere as error:
            raise Http404 from error
        else:
            messages.success(request, _("Your answer is on its way."))
        return redirect("workspaces:requests", slug)
    status = 422 if request.method == "POST" else 200
    context = {"inside": inside, "asked": asked, "form": form}
    return render(request, "workspaces/request.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def member_of(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the owner decides about one member: role, ownership, going."""
    inside = inside_or_404(request, slug, current="members")
    rows = Membership.objects.filter(circle=inside.workspace.own_circle_id).select_related("user")
    one = get_object_or_404(rows, user=pk)
    if not inside.may_govern or one.role == Membership.Role.OWNER:
        raise Http404
    form = ReasonForm(request.POST if "remove" in request.POST else None)
    if request.method == "POST" and ("remove" not in request.POST or form.is_valid()):
        return _decide(request, inside, one, form)
    status = 422 if request.method == "POST" else 200
    context = {"inside": inside, "one": one, "form": form}
    return render(request, "workspaces/member.html", context, status=status)


def _decide(
    request: HttpRequest, inside: Inside, one: Membership, form: ReasonForm
) -> HttpResponse:
    workspace, by = inside.workspace, member(request)
    try:
        if "remove" in request.POST:
            reason = form.cleaned_data["reason"]
            remove_member(workspace=workspace, person=one.user, by=by, reason=reason)
            said = _("%(name)s is no longer in it, and was told why.")
        elif "offer" in request.POST:
            offer_hand_over(workspace=workspace, to=one.user, by=by)
            said = _("%(name)s was asked to take the workspace over.")
        else:
            is_up = "facilitator" in request.POST
            role = "facilitator" if is_up else "member"
            set_role(workspace=workspace, person=one.user, role=role, by=by)
            said = _("The role of %(name)s is changed.")
    except (NotAllowedHere, LastOwner):
        messages.warning(request, _("That changed in the meantime: look again."))
    else:
        messages.success(request, said % {"name": one.user.display_name})
    return redirect("workspaces:members", inside.workspace.slug)


@require_POST
@sign_in_required
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """The other accepts or declines; the owner takes the offer back."""
    inside = inside_or_404(request, slug, current="members")
    offers = HandOver.objects.filter(workspace=inside.workspace, state=HandOver.State.OPEN)
    offer = get_object_or_404(offers)
    try:
        if "accept" in request.POST:
            accept_hand_over(hand_over=offer, by=member(request))
            messages.success(request, _("The workspace is yours."))
        else:
            end_hand_over(hand_over=offer, by=member(request))
            messages.success(request, _("It stays as it was."))
    except NotAllowedHere as error:
        raise Http404 from error
    return redirect("workspaces:members", slug)
