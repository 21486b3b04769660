"""What one of two people does with their conversation, and whom one blocks."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import Block, User
from platform_site.accounts.requests import member

from ..actions import (
    YouBlockedThem,
    accept_conversation,
    block_person,
    close_conversation,
    forget_conversation,
    mute_conversation,
    report_messages,
    unblock_person,
)
from ..forms import ReportForm, WishForm
from ..models import Message, Profile
from .conversations import own_conversation

# So many of the newest can be chosen for one report.
CHOICE = 50


@require_POST
@sign_in_required
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    shown = own_conversation(request, pk)
    try:
        accept_conversation(conversation=shown, by=member(request))
    except YouBlockedThem:
        notes.error(request, _("You blocked this person: lift that first."))
    return redirect(shown)


@require_POST
@sign_in_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Declines a first message, or ends the conversation."""
    shown = own_conversation(request, pk)
    close_conversation(conversation=shown, by=member(request))
    return redirect(shown)


@require_POST
@sign_in_required
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    shown = own_conversation(request, pk)
    mute_conversation(conversation=shown, by=member(request), is_muted=not _is_undone(request))
    return redirect(shown)


@require_POST
@sign_in_required
def block_in_conversation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = own_conversation(request, pk)
    if other := shown.other(member(request)):
        _block(request, other)
    return redirect(shown)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def block(request: HttpRequest, handle: str) -> HttpResponse:
    """From a profile; asks once, because what follows is not to be seen there."""
    visible = Profile.objects.published().visible_to(request.user).select_related("user")
    profile = get_object_or_404(visible, slug=handle.lower())
    if profile.user_id == request.user.pk:
        return redirect(profile)
    if request.method == "POST":
        _block(request, profile.user)
        return redirect("people:blocked")
    held = Block.objects.filter(person=member(request), blocked=profile.user)
    context = {"profile": profile, "is_blocked": held.exists()}
    return render(request, "people/block_form.html", context)


def _block(request: HttpRequest, other: User) -> None:
    change = unblock_person if _is_undone(request) else block_person
    change(person=other, by=member(request))


@require_safe
@sign_in_required
def blocked(request: HttpRequest) -> HttpResponse:
    own = Block.objects.filter(person=member(request)).select_related("blocked")
    return render(request, "people/blocked.html", {"blocks": own.order_by("-pk")})


@require_POST
@sign_in_required
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    own = Block.objects.filter(person=member(request)).select_related("blocked")
    unblock_person(person=get_object_or_404(own, pk=pk).blocked, by=member(request))
    return redirect("people:blocked")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes one's own copy, after asking."""
    shown = own_conversation(request, pk)
    if request.method == "POST":
        forget_conversation(conversation=shown, by=member(request))
        notes.success(request, _("Your copy is deleted."))
        return redirect("people:messages")
    context = {"conversation": shown, "other": shown.other(member(request))}
    return render(request, "people/copy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who received a message opens it to the moderators, and chooses which."""
    shown, person = own_conversation(request, pk), member(request)
    received = Message.objects.visible_to(person).filter(conversation=shown, report__isnull=True)
    newest = received.exclude(sender=person).order_by("-pk").values_list("pk", flat=True)[:CHOICE]
    choice = Message.objects.filter(pk__in=list(newest)).order_by("-pk")
    initial = {"messages": [request.GET.get("message", "")]}
    form = ReportForm(request.POST or kept_data(request), messages=choice, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("messages", "text", "key")}
        made = report_messages(conversation=shown, by=person, **given)
        return redirect(made.get_receipt_url())
    status = 422 if request.method == "POST" else 200
    context = {"conversation": shown, "other": shown.other(person), "form": form}
    return render(request, "people/report.html", context, status=status)


def _is_undone(request: HttpRequest) -> bool:
    form = WishForm(request.POST)
    return form.is_valid() and form.cleaned_data["undo"]
