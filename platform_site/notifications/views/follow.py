"""Following one page, and the list of all one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.pages.models import Page

from ..actions import follow_page, set_preference, unfollow_page
from ..forms import FollowForm, MailPreferenceForm
from ..models import Follow, MailPreference
from .request import PersonalRequest


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def follow(request: PersonalRequest, pk: int) -> HttpResponse:
    """A small form of its own, so that the page it belongs to stays the same for everyone."""
    page = get_object_or_404(Page.objects.visible_to(request.user).named(), pk=pk)
    held = Follow.objects.filter(user=request.user, page=page.original).first()
    if "stop" in request.POST:
        unfollow_page(page=page, by=request.user)
        messages.success(request, _("You no longer follow “%(page)s”.") % {"page": page.name})
        return redirect(_next(request, page))
    form = FollowForm(request.POST or kept_data(request), instance=held or Follow())
    if request.method != "POST" or not form.is_valid():
        return _form(request, page, form)
    follow_page(page=page, by=request.user, **form.cleaned_data)
    messages.success(request, _("You follow “%(page)s” as you chose.") % {"page": page.name})
    return redirect(_next(request, page))


def _form(request: PersonalRequest, page: Page, form: FollowForm) -> HttpResponse:
    # htmx swaps the form into the page; coming back in history needs the whole page.
    is_part = request.htmx and not request.htmx.history_restore_request
    name = "notifications/follow.html" + ("#form" if is_part else "")
    context = {"page": page, "form": form, "next": _back(request)}
    status = 422 if request.method == "POST" else 200
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _back(request: PersonalRequest) -> str:
    """The word for the list of follows when the reader came from there; no other is taken."""
    words = request.POST if request.method == "POST" else request.GET
    return "follows" if words.get("next") == "follows" else ""


def _next(request: PersonalRequest, page: Page) -> str:
    return _back(request) or page.get_absolute_url()


@login_required
@require_http_methods(["GET", "HEAD"])
def follows(request: PersonalRequest) -> HttpResponse:
    return _follows(request, _preference_form(request))


@login_required
@require_POST
def preferences(request: PersonalRequest) -> HttpResponse:
    form = _preference_form(request, request.POST)
    if not form.is_valid():
        return _follows(request, form, status=422)
    set_preference(person_id=request.user.pk, **form.cleaned_data)
    messages.success(request, _("Kept. Mails already on their way follow it too."))
    return redirect("follows")


def _preference_form(request: PersonalRequest, data: QueryDict | None = None) -> MailPreferenceForm:
    held = MailPreference.objects.filter(user=request.user).first()
    return MailPreferenceForm(
        data, instance=held or MailPreference(), is_reviewer=request.user.is_reviewer
    )


def _follows(request: PersonalRequest, form: MailPreferenceForm, status: int = 200) -> HttpResponse:
    held = Follow.objects.visible_to(request.user).order_by("-followed_at")
    pages = Page.objects.visible_to(request.user).named().filter(follows__in=held).in_bulk()
    rows = [(follow, pages[follow.page_id]) for follow in held]
    context = {"rows": rows, "form": form}
    return render(request, "notifications/follows.html", context, status=status)
