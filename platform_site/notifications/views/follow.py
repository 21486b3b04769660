"""Following one page, and the list of all one follows."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import change_follows, follow_page, set_preference, unfollow_page
from ..below import has_below
from ..forms import ChangeFollowsForm, FollowForm, FollowsFilterForm, MailPreferenceForm
from ..models import Follow, FollowQuerySet, MailPreference, SavedSearch
from ..searches import names_of

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """A small form of its own, so that the page it belongs to stays the same for everyone."""
    reader = member(request)
    page = get_object_or_404(Page.objects.visible_to(reader).named(), pk=pk)
    held = Follow.objects.filter(user=reader, page=page.original).first()
    if "stop" in request.POST:
        unfollow_page(page=page, by=reader)
        messages.success(request, _("You no longer follow “%(page)s”.") % {"page": page.name})
        return redirect(_next(request, page))
    form = FollowForm(
        request.POST or kept_data(request),
        instance=held or Follow(),
        has_below=has_below(page, reader),
    )
    if request.method != "POST" or not form.is_valid():
        return _form(request, page, form)
    follow_page(page=page, by=reader, **form.cleaned_data)
    messages.success(request, _("You follow “%(page)s” as you chose.") % {"page": page.name})
    return redirect(_next(request, page))


def _form(request: HttpRequest, page: Page, form: FollowForm) -> HttpResponse:
    # htmx swaps the form into the page; coming back in history needs the whole page.
    asked = HtmxDetails(request)
    is_part = asked and not asked.history_restore_request
    name = "notifications/follow.html" + ("#form" if is_part else "")
    context = {"page": page, "form": form, "next": _back(request), "has_below": form.has_below}
    status = 422 if request.method == "POST" else 200
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _back(request: HttpRequest) -> str:
    """The word for the list of follows when the reader came from there; no other is taken."""
    words = request.POST if request.method == "POST" else request.GET
    return "follows" if words.get("next") == "follows" else ""


def _next(request: HttpRequest, page: Page) -> str:
    return _back(request) or page.get_absolute_url()


@login_required
@require_http_methods(["GET", "HEAD"])
def follows(request: HttpRequest) -> HttpResponse:
    return _follows(request, _preference_form(request))


@login_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    form = _preference_form(request, request.POST)
    if not form.is_valid():
        return _follows(request, form, status=422)
    set_preference(person_id=member(request).pk, **form.cleaned_data)
    messages.success(request, _("Kept. Mails already on their way follow it too."))
    return redirect("follows")


def _preference_form(request: HttpRequest, data: QueryDict | None = None) -> MailPreferenceForm:
    reader = member(request)
    held = MailPreference.objects.filter(user=reader).first()
    return MailPreferenceForm(
        data,
        instance=held or MailPreference(),
        is_reviewer=reader.is_reviewer,
        zone=reader.time_zone,
    )


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Mutes or stops the follows that were ticked."""
    reader = member(request)
    held = Follow.objects.visible_to(reader).values_list("page", flat=True)
    form = ChangeFollowsForm(request.POST, offered=held)
    if not form.is_valid():
        messages.warning(request, _("Tick what you want to change first."))
        return redirect("follows")
    number = change_follows(by=reader, **form.cleaned_data)
    words = {
        "mute": ngettext("%(n)d muted.", "%(n)d muted.", number),
        "stop": ngettext("%(n)d no longer followed.", "%(n)d no longer followed.", number),
    }
    messages.success(request, words[form.cleaned_data["change"]] % {"n": number})
    return redirect("follows")


def _follows(request: HttpRequest, form: MailPreferenceForm, status: int = 200) -> HttpResponse:
    reader = member(request)
    wanted = FollowsFilterForm(request.GET)
    held = _wanted(reader, wanted).order_by("-followed_at", "-pk")
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    pages = Page.objects.visible_to(reader).named().in_bulk([one.page_id for one in page])
    searches = list(SavedSearch.objects.of(reader).order_by("-followed_at"))
    names = names_of(searches, reader)
    context = {
        "page": page,
        "rows": [(one, pages[one.page_id]) for one in page if one.page_id in pages],
        "searches": [(search, names[search.pk]) for search in searches],
        "form": form,
        "wanted": wanted,
        "is_narrowed": any(request.GET.get(name) for name in wanted.fields),
    }
    return render(request, "notifications/follows.html", context, status=status)


def _wanted(reader: User, form: FollowsFilterForm) -> FollowQuerySet:
    """Narrowed by what was asked for; what makes no sense narrows nothing."""
    form.is_valid()
    held = Follow.objects.visible_to(reader)
    asked = {key: form.cleaned_data.get(key) for key in ("level", "reason")}
    held = held.filter(**{key: value for key, value in asked.items() if value})
    words = form.cleaned_data.get("q")
    if not words:
        return held
    named: Any = Page.objects.visible_to(reader).named()
    return held.filter(page__in=named.filter(name__icontains=words).values("pk"))
