"""Who is reading."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse


class ReaderMiddleware:
    """A reader without a session cookie is anonymous: no session is opened, none is looked up.

    Without this, asking `user.is_authenticated` in a template would open the session of every
    reader and forbid every shared cache to keep the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()
        return self.get_response(request)
