"""Addresses that exist in tests only: every component on one page, and a page that breaks."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.safestring import mark_safe

from platform_site.core.paging import Slice
from tests.look.forms import EveryWidget

handler400 = "platform_site.core.errors.bad_request"
handler403 = "platform_site.core.errors.forbidden"
handler404 = "platform_site.core.errors.not_found"
handler500 = "platform_site.core.errors.server_error"

STYLE = Path(__file__).with_name("style.html")
A_DAY = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
SUBJECTS = [
    {"url": "#", "name": "Old age", "is_primary": True},
    {"url": "#", "name": "Workers in all types of employment"},
]
STEPS = [
    {"title": "Received", "state": "done", "text": "20 November 2026, 09:14."},
    {"title": "Waiting for you", "state": "now", "text": "One question is open."},
    {"title": "Published", "text": "It will have its own address."},
]


def every_component(request: HttpRequest) -> HttpResponse:
    context = {
        "a_day": A_DAY,
        "subjects": SUBJECTS,
        "steps": STEPS,
        "crumbs": [("Countries", "#"), ("Asia and the Pacific", "#")],
        "entries": [{"anchor": "figures", "title": "Key figures", "count": 8}],
        "notes": ["English", "2017"],
        "page": Paginator(range(400), 20).page(7),
        "slice": Slice(items=[], older="o", newer="n"),
        "html": mark_safe("<p>Follow the same people, not the monthly total.</p>"),
        "links": [("Reply", "#"), ("Report", "#")],
        "filter": EveryWidget(auto_id="filter-%s"),
        "form": EveryWidget({"year": "21"} if "wrong" in request.GET else None),
    }
    style = engines["django"].from_string(STYLE.read_text())
    return HttpResponse(style.render(context, request))


def asked(request: HttpRequest) -> HttpResponse:
    """A form that says what reached it."""
    typed = request.POST.get("text", "nothing")
    return HttpResponse(f"arrived: {typed}")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret reason")


def without_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to server failed: host secret-db")


urlpatterns = i18n_patterns(
    path("style/", every_component),
    path("asked/", asked),
    path("broken/", broken),
    path("away/", without_database),
    path("", include("platform_site.core.urls")),
)
