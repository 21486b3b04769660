"""The conversations of one person, and one of them."""

from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import Block, User
from platform_site.accounts.requests import member
from platform_site.core import paging
from platform_site.core.paging import Slice

from ..actions import read_conversation, unsent_to, write_message
from ..forms import MessageForm
from ..models import Conversation, Message, Profile, Side
from .contact import keep, place, told
from .refusals import REFUSALS, Refusal, refusal

PER_PAGE, MESSAGES = 30, 30


@dataclass(frozen=True)
class Line:
    """One conversation in the list: with whom, and the last words that one still has of it."""

    side: Side
    other: User | None
    last: Message | None
    asks: bool


@require_safe
@sign_in_required
def messages(request: HttpRequest) -> HttpResponse:
    """The newest first; what one deleted is back only when something new comes."""
    person = member(request)
    own = Side.objects.filter(person=person, last_message__gt=F("forgotten_up_to"))
    sides = own.select_related("conversation__asker", "conversation__asked")
    slice_ = paging.newest(
        sides.annotate(listed_at=F("last_at"), listed_pk=F("pk")),
        mark=request.GET.get("at", ""),
        size=PER_PAGE,
    )
    context = {"slice": slice_, "lines": _lines(slice_.items, person)}
    return render(request, "people/messages.html", context)


def _lines(sides: list[Side], person: User) -> list[Line]:
    seen = Message.objects.visible_to(person)
    last = seen.in_bulk({side.last_message for side in sides})
    return [
        Line(
            side,
            side.conversation.other(person),
            last.get(side.last_message),
            side.conversation.asked_id == person.pk
            and not side.conversation.is_accepted
            and side.closed_at is None,
        )
        for side in sides
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = own_conversation(request, pk)
    person = member(request)
    if request.method == "POST" and "keep" in request.POST and keep(request, shown.other(person)):
        return redirect(shown)
    kept = unsent_to(shown.other(person), by=person)
    form = MessageForm(request.POST or kept_data(request), initial={"text": kept})
    if request.method == "POST" and form.is_valid():
        return _write(request, shown, form)
    status = 422 if request.method == "POST" else 200
    return _page(request, shown, form, refused=None, status=status)


def _write(request: HttpRequest, shown: Conversation, form: MessageForm) -> HttpResponse:
    try:
        message = write_message(
            conversation=shown,
            by=member(request),
            language=get_language() or "en",
            **form.cleaned_data,
        )
    except REFUSALS as error:
        refused = refusal(error)
        return refused.on(_page(request, shown, form, refused=refused, status=refused.status))
    return redirect(f"{shown.get_absolute_url()}#message-{message.pk}")


def _page(
    request: HttpRequest,
    shown: Conversation,
    form: MessageForm,
    *,
    refused: Refusal | None,
    status: int,
) -> HttpResponse:
    person = member(request)
    slice_ = _slice(request, shown, person)
    if request.method == "GET" and slice_.items:
        newest = max(message.pk for message in slice_.items)
        read_conversation(conversation=shown, by=person, up_to=newest)
    context = _standing(shown, person) | {
        "conversation": shown,
        "slice": slice_,
        "messages_shown": slice_.items[::-1],
        "form": form,
        "refused": refused,
        "keep_url": reverse("people:conversation-unsent", args=[shown.pk]),
        "place": place(person, shown.other(person)),
    }
    return render(request, "people/conversation.html", context, status=status)


def _slice(request: HttpRequest, shown: Conversation, person: User) -> Slice[Message]:
    seen = Message.objects.visible_to(person).filter(conversation=shown)
    listed = seen.select_related("sender", "report")
    return paging.newest(
        listed.annotate(listed_at=F("sent_at"), listed_pk=F("pk")),
        mark=request.GET.get("at", ""),
        size=MESSAGES,
    )


def _standing(shown: Conversation, person: User) -> dict[str, object]:
    """What this person may do here. Who ended it, or blocked whom, is said to that one only."""
    other = shown.other(person)
    sides = {side.person_id: side for side in shown.sides.all()}
    own, theirs = sides[person.pk], sides.get(other.pk) if other else None
    is_blocked = Block.objects.filter(person=person, blocked=other).exists()
    is_shut = (
        other is None
        or not other.is_active
        or theirs is None
        or theirs.closed_at is not None
        or Block.objects.filter(person=other, blocked=person).exists()
    )
    waits = not shown.is_accepted
    return {
        "other": other,
        "profile": _profile(other, person),
        "side": own,
        "is_blocked": is_blocked,
        "is_shut": is_shut,
        "asks": waits and shown.asked_id == person.pk,
        "waits": waits and shown.asker_id == person.pk,
        "can_write": not (is_shut or is_blocked or (waits and shown.asker_id == person.pk)),
    }


def _profile(other: User | None, person: User) -> Profile | None:
    """Their page, where this person may see it."""
    if other is None:
        return None
    return Profile.objects.published().visible_to(person).filter(user=other).first()


@require_safe
@sign_in_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one message stands in its conversation."""
    own = Message.objects.visible_to(request.user)
    shown = get_object_or_404(own.select_related("conversation"), pk=pk)
    return redirect(f"{shown.conversation.get_absolute_url()}#message-{shown.pk}")


@require_POST
def conversation_unsent(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    return told(keep(request, own_conversation(request, pk).other(member(request))))


def own_conversation(request: HttpRequest, pk: int) -> Conversation:
    own = Conversation.objects.visible_to(request.user)
    return get_object_or_404(own.select_related("asker", "asked"), pk=pk)
