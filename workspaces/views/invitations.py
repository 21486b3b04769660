"""Inviting people, and what somebody who was invited sees."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute

from ..actions import (
    NotAllowedHere,
    NotOpenAnyMore,
    OtherAddress,
    TooManyInvitations,
    accept_invitation,
    decline_invitation,
    invite,
    revoke_invitation,
    send_again,
)
from ..forms import InviteForm
from ..inside import Inside, inside_or_404
from ..models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to invite by mail, and the invitations that wait for an answer."""
    inside = _in_charge(request, slug)
    data = request.POST or kept_data(request)
    form = InviteForm(data, workspace=inside.workspace, may_govern=inside.may_govern)
    if request.method == "POST" and form.is_valid():
        return _invite(request, inside, form)
    status = 422 if request.method == "POST" else 200
    return _page(request, inside, form, status=status)


def _in_charge(request: HttpRequest, slug: str) -> Inside:
    inside = inside_or_404(request, slug, current="members")
    if not inside.may_admit:
        raise Http404
    return inside


def _invite(request: HttpRequest, inside: Inside, form: InviteForm) -> HttpResponse:
    said = form.cleaned_data
    sent = 0
    try:
        for address in said["addresses"]:
            invite(
                workspace=inside.workspace,
                by=member(request),
                address=address,
                role=said.get("role") or "member",
                page=form.chosen_document,
                words=said["words"],
            )
            sent += 1
    except TooManyInvitations:
        form.add_error("addresses", _often(said["addresses"][sent], sent))
        return _page(request, inside, form, status=429)
    except (NotAllowedHere, NotAllowedToContribute):
        form.add_error(None, _("You may not invite people here at present. Nothing was sent."))
        return _page(request, inside, form, status=403)
    text = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent)
    messages.success(request, text % {"n": sent})
    return redirect("workspaces:invitations", inside.workspace.slug)


def _often(address: str, sent: int) -> str:
    return _(
        "“%(address)s” was not invited: there were several invitations to this address, or too"
        " many from you today. Sent before it: %(n)d."
    ) % {"address": address, "n": sent}


def _page(request: HttpRequest, inside: Inside, form: InviteForm, *, status: int) -> HttpResponse:
    waiting = Invitation.objects.filter(
        workspace=inside.workspace, state=Invitation.State.OPEN
    ).select_related("page", "invited_by")
    context = {"inside": inside, "form": form, "waiting": waiting.order_by("-pk")}
    return render(request, "workspaces/invitations.html", context, status=status)


@require_POST
@sign_in_required
def invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Sends one again, or takes it back."""
    inside = _in_charge(request, slug)
    one = get_object_or_404(Invitation.objects.filter(workspace=inside.workspace), pk=pk)
    try:
        if "again" in request.POST:
            send_again(invitation=one, by=member(request))
            messages.success(request, _("The invitation was sent again."))
        else:
            revoke_invitation(invitation=one, by=member(request))
            messages.success(request, _("The invitation was taken back: its link opens nothing."))
    except TooManyInvitations:
        messages.warning(request, _("It was sent several times already: wait for an answer."))
    except NotOpenAnyMore:
        messages.warning(request, _("It was answered in the meantime."))
    return redirect("workspaces:invitations", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """What was asked, and two buttons. Of the workspace it says the name, as the mail did."""
    found = Invitation.objects.select_related("workspace", "invited_by")
    one = get_object_or_404(found, token=token.replace("\x00", ""))
    person = member(request)
    is_for_them = Invitation.objects.for_addresses_of(person).filter(pk=one.pk).exists()
    if request.method == "POST" and is_for_them:
        return _answer(request, one)
    # Whoever came by somebody else's link learns nothing, not even the name.
    context = {"invitation": one if is_for_them else None, "address": person.email}
    return render(request, "workspaces/invited.html", context, status=200 if is_for_them else 403)


def _answer(request: HttpRequest, one: Invitation) -> HttpResponse:
    try:
        if "decline" in request.POST:
            decline_invitation(invitation=one, by=member(request))
            messages.success(request, _("You declined. Nobody will write to you about it again."))
            return redirect("home")
        workspace = accept_invitation(invitation=one, by=member(request))
    except (NotOpenAnyMore, OtherAddress):
        one.refresh_from_db()
        context = {"invitation": one, "address": one.address, "is_over": True}
        return render(request, "workspaces/invited.html", context, status=409)
    except NotAllowedToContribute:
        context = {"invitation": one, "address": one.address, "is_blocked": True}
        return render(request, "workspaces/invited.html", context, status=403)
    if one.page is not None:
        return redirect(one.page.get_absolute_url())
    messages.success(request, _("You are in."))
    return redirect("workspaces:inside", workspace.slug)
