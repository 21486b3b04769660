"""What is said when a page cannot be given.

Nothing here says whether something exists that the reader may not see, and the pages of
failure (500, 503) are made without the database, the session and the person.
"""

import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from .context import House

# What must never be written back into a page, however the field is called.
SECRET = re.compile(r"pass|secret|token|code|otp|credential|signature", re.IGNORECASE)
LAST_RESORT = (
    '<!doctype html><html lang="en"><title>Not available</title>'
    "<h1>This page cannot be shown just now</h1><p>Please try again in a minute.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare(request, template="errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; when it is the database that is away, the 503 that says so."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return service_unavailable(request)
    return _bare(request, template="errors/500.html", status=500)


def service_unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = _bare(
        request, template="errors/503.html", status=503, kept=typed(request.POST.lists())
    )
    response["Retry-After"] = "60"
    return response


def too_large(request: HttpRequest, *, limit: str) -> HttpResponse:
    """More than we take: said before any of it is read, so what was typed is not known here."""
    return _bare(request, template="errors/413.html", status=413, limit=limit)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old: show what was typed, with a new token and one button."""
    context: dict[str, Any] = {"is_foreign": is_foreign(request)}
    if not context["is_foreign"]:
        context["kept"] = typed(request.POST.lists())
        context["files"] = list(request.FILES)
        context["address"] = request.get_full_path()
    return render(request, "errors/csrf.html", context, status=403)


@dataclass(frozen=True)
class Typed:
    """One thing that was typed into a form: its name, its value, and how to show it again."""

    name: str
    value: str
    is_secret: bool

    @property
    def is_long(self) -> bool:
        return "\n" in self.value or len(self.value) > 80

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").replace("-", " ").strip().capitalize()


def typed(fields: Any) -> list[Typed]:
    """What a reader sent, field by field; what is secret comes without its value."""
    return [
        Typed(name=name, value="" if secret else value, is_secret=secret)
        for name, values in fields
        if name != "csrfmiddlewaretoken"
        for secret in [bool(SECRET.search(name))]
        for value in values
    ]


def is_foreign(request: HttpRequest) -> bool:
    """Whether another site made the browser send this: then nothing of it is offered again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def _bare(request: HttpRequest, *, template: str, status: int, **context: Any) -> HttpResponse:
    """A page made of nothing but the template: no session, no person, no database."""
    try:
        language = translation.get_language_from_request(request, check_path=True)
        with translation.override(language):
            house = House(request, knows_person=False)
            html: str = render_to_string(template, {"house": house, "request": request, **context})
    except Exception:  # whatever failed, the reader gets a page
        html = LAST_RESORT
    return HttpResponse(html, status=status)
