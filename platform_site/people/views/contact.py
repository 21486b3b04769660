"""Writing first to somebody, from their profile."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import User
from platform_site.accounts.requests import member

from ..actions import keep_unsent, send_message, unsent_to
from ..forms import FirstMessageForm, UnsentForm
from ..models import Conversation, Profile
from .refusals import CLOSED, REFUSALS, Refusal, refusal


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def contact(request: HttpRequest, handle: str) -> HttpResponse:
    """Whoever has a conversation with this person already goes on there."""
    profile = _profile(request, handle)
    person = member(request)
    if profile.user_id == person.pk:
        return redirect(profile)
    held = Conversation.objects.between(person, profile.user).first()
    if held is not None and request.method != "POST":
        return redirect(held)
    if request.method == "POST" and "keep" in request.POST and keep(request, profile.user):
        return redirect("people:contact", profile.slug)
    kept = unsent_to(profile.user, by=person)
    form = FirstMessageForm(request.POST or kept_data(request), initial={"text": kept})
    if request.method == "POST" and form.is_valid():
        return _send(request, profile, form)
    is_open = held is not None or profile.can_be_written_to(person)
    status = 422 if request.method == "POST" else 200
    return _form(request, profile, form, refused=None if is_open else CLOSED, status=status)


def _send(request: HttpRequest, profile: Profile, form: FirstMessageForm) -> HttpResponse:
    try:
        message = send_message(
            to=profile,
            by=member(request),
            language=get_language() or "en",
            **form.cleaned_data,
        )
    except REFUSALS as error:
        refused = refusal(error)
        return refused.on(_form(request, profile, form, refused=refused, status=refused.status))
    notes.success(request, _("Your message is on its way to %(name)s.") % {"name": profile.title})
    return redirect(message.conversation)


def _form(
    request: HttpRequest,
    profile: Profile,
    form: FirstMessageForm,
    *,
    refused: Refusal | None,
    status: int,
) -> HttpResponse:
    """Whatever the reason why it does not go, what was typed stays in its field."""
    context = {
        "profile": profile,
        "form": form,
        "refused": refused,
        "keep_url": reverse("people:unsent", args=[profile.slug]),
        "place": place(member(request), profile.user),
    }
    return render(request, "people/contact.html", context, status=status)


@require_POST
def unsent(request: HttpRequest, handle: str) -> HttpResponse:
    """Keeps what is being written; a script asks for it every few seconds."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    return told(keep(request, _profile(request, handle).user))


def keep(request: HttpRequest, to: User | None) -> bool:
    """Without a script it is a button; the text is as long as a message may be."""
    form = UnsentForm(request.POST)
    if to is None or not form.is_valid():
        return False
    keep_unsent(to=to, by=member(request), text=form.cleaned_data["text"])
    return True


def place(person: User, other: User | None) -> str:
    """Where the browser holds what is being written: one place for the first message and later."""
    return f"{person.pk}:message-{other.pk if other else 0}"


def told(is_kept: bool) -> JsonResponse:
    if not is_kept:
        return JsonResponse({}, status=422)
    return JsonResponse({"said": _("Kept, and not sent yet")})


def _profile(request: HttpRequest, handle: str) -> Profile:
    visible = Profile.objects.published().visible_to(request.user).select_related("user")
    return get_object_or_404(visible, slug=handle.lower())
