"""Writing to somebody whose address one does not know."""

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts import limits
from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member

from ..actions import NotAllowedToWrite, NotOpenToContact, report_message, send_message
from ..forms import MessageForm, ReportForm
from ..models import Message, Profile

PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def contact(request: HttpRequest, handle: str) -> HttpResponse:
    visible = Profile.objects.published().visible_to(request.user).select_related("user")
    profile = get_object_or_404(visible, slug=handle.lower())
    if profile.user_id == request.user.pk:
        return redirect(profile)
    form = MessageForm(request.POST or kept_data(request))
    if request.method == "POST" and form.is_valid():
        if not limits.allow(request, "contact", account=str(request.user.pk)):
            return _form(request, profile, form, refused="often", status=429)
        return _send(request, profile, form)
    closed = "" if profile.can_be_written_to(member(request)) else "closed"
    status = 422 if request.method == "POST" else 200
    return _form(request, profile, form, refused=closed, status=status)


def _send(request: HttpRequest, profile: Profile, form: MessageForm) -> HttpResponse:
    try:
        message = send_message(
            to=profile,
            by=member(request),
            language=get_language() or "en",
            **form.cleaned_data,
        )
    except NotOpenToContact:
        return _form(request, profile, form, refused="closed", status=409)
    except NotAllowedToWrite:
        return _form(request, profile, form, refused="blocked", status=403)
    notes.success(request, _("Your message is on its way to %(name)s.") % {"name": profile.title})
    return redirect(message)


def _form(
    request: HttpRequest, profile: Profile, form: MessageForm, *, refused: str, status: int
) -> HttpResponse:
    """Whatever the reason why it does not go, what was typed stays in its field."""
    context = {"profile": profile, "form": form, "refused": refused}
    return render(request, "people/contact.html", context, status=status)


@require_safe
@sign_in_required
def messages(request: HttpRequest) -> HttpResponse:
    """What one wrote and what one received."""
    own = Message.objects.visible_to(request.user).select_related("profile", "sender")
    page = Paginator(own.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/messages.html", {"page": page})


@require_safe
@sign_in_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """The receiver sees the sender's address, because the sender was told so; never the reverse."""
    shown = _message(request, pk)
    context = {"message": shown, "is_received": shown.profile.user_id == request.user.pk}
    return render(request, "people/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Only who received a message opens it to the moderators."""
    shown = _message(request, pk)
    if shown.profile.user_id != request.user.pk:
        raise Http404
    if shown.report is not None:
        return redirect(shown.report.get_receipt_url())
    form = ReportForm(request.POST or kept_data(request))
    if request.method == "POST" and form.is_valid():
        made = report_message(message=shown, by=member(request), **form.cleaned_data)
        return redirect(made.get_receipt_url())
    status = 422 if request.method == "POST" else 200
    context = {"message": shown, "form": form}
    return render(request, "people/report.html", context, status=status)


def _message(request: HttpRequest, pk: int) -> Message:
    own = Message.objects.visible_to(request.user)
    return get_object_or_404(own.select_related("profile", "sender", "report"), pk=pk)
