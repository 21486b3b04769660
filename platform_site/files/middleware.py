"""A body that is too large is refused before any of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat

from platform_site.core.errors import too_large

# What the other fields of a form may take beside the file, with room to spare.
BESIDE = 3_000_000


class BodyLimitMiddleware:
    """413 at once: nothing after this looks at the form, which would wait for all of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _declared(request) <= settings.FILE_LARGEST + BESIDE:
            return self.get_response(request)
        return too_large(request, limit=filesizeformat(settings.FILE_LARGEST))


def _declared(request: HttpRequest) -> int:
    """Django reads no further than this; where it says nothing, nothing is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
