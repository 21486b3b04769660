"""What every answer must say."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control


def is_personal(request: HttpRequest) -> bool:
    """Whether the answer may hold something of one person: a session or a form's token."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or request.session.accessed
        or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
    )


class CacheControlMiddleware:
    """Pages of a person are never kept by a cache between us; anonymous ones may be.

    It stands innermost, so that it sees whether the view touched the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if is_personal(request):
            add_never_cache_headers(response)
        elif request.method in ("GET", "HEAD") and response.status_code == 200:
            patch_cache_control(response, public=True, no_cache=True)
        return response
