"""Stopping one kind of mail by the link in it: without signing in, and only by POST."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from platform_site.accounts.models import User
from platform_site.pages.models import Page

from ..actions import (
    set_preference,
    stop_all_mails,
    stop_mails_of_follow,
    stop_mails_of_search,
)
from ..models import Frequency, SavedSearch
from ..searches import names_of
from ..tokens import DIGEST, FOLLOW, SEARCH, Stop, read


# RFC 8058: mail programs post this without a cookie and so without a token of ours; the address
# itself is signed. A program that only looks (GET, HEAD) changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    stop = read(token)
    if stop is None:
        raise Http404
    everything = "everything" in request.POST
    if request.method == "POST":
        _stop(stop, everything=everything)
    context = {
        "what": stop.what,
        "page": _followed(stop),
        "search": _search(stop),
        "is_done": request.method == "POST",
        "everything": everything,
    }
    return render(request, "notifications/unsubscribe.html", context)


def _stop(stop: Stop, *, everything: bool) -> None:
    if not User.objects.filter(pk=stop.person_id).exists():
        return  # the account is gone, and all its mails with it
    if everything:
        stop_all_mails(person_id=stop.person_id)
    elif stop.what == FOLLOW:
        stop_mails_of_follow(page_id=stop.row_id, person_id=stop.person_id)
    elif stop.what == SEARCH:
        stop_mails_of_search(search_id=stop.row_id, person_id=stop.person_id)
    elif stop.what == DIGEST:
        set_preference(person_id=stop.person_id, digest=False)
    else:
        set_preference(person_id=stop.person_id, **{stop.what: Frequency.NEVER})


def _followed(stop: Stop) -> Page | None:
    """The followed page, if its person may see it still: the link may have been passed on."""
    person = User.objects.filter(pk=stop.person_id, is_active=True).first()
    if stop.what != FOLLOW or person is None:
        return None
    return Page.objects.visible_to(person).named().filter(pk=stop.row_id).first()


def _search(stop: Stop) -> str:
    """The followed search, named as its person may know it."""
    if stop.what != SEARCH:
        return ""
    held = SavedSearch.objects.filter(
        pk=stop.row_id, user=stop.person_id, user__is_active=True
    ).select_related("user")
    return next((names_of([search], search.user)[search.pk] for search in held), "")
