"""Who is reading, and whether they may try once more."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import limits
from .refusals import too_many

type GetResponse = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """A reader without a session cookie is anonymous: no session is opened, none is looked up.

    Without this, asking `user.is_authenticated` in a template would open the session of every
    reader and forbid every shared cache to keep the page. Who signed in sees their own times.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return self.get_response(request)


def typed(field: str) -> Callable[[HttpRequest], str]:
    return lambda request: request.POST.get(field, "")


def nobody(request: HttpRequest) -> str:
    return ""


def person(request: HttpRequest) -> str:
    return str(request.user.pk or "")


def half_signed_in(request: HttpRequest) -> str:
    """Whoever gave the right password a moment ago and is asked for the second step."""
    return str((request.session.get("account_login") or {}).get("user_pk") or "")


# What is counted when it is sent, by the name of its address, and on whose account.
COUNTED: dict[str, tuple[str, Callable[[HttpRequest], str]]] = {
    "account_login": ("sign-in", typed("login")),
    "mfa_login_webauthn": ("second-step", nobody),
    "mfa_authenticate": ("second-step", half_signed_in),
    "mfa_reauthenticate": ("second-step", person),
    "mfa_reauthenticate_webauthn": ("second-step", person),
    "mfa_activate_totp": ("second-step", person),
    "account_signup": ("sign-up", nobody),
    "account_reset_password": ("reset", typed("email")),
    "account_reset_password_from_key": ("set-password", nobody),
    "account_set_password": ("own-password", person),
    "account_change_password": ("own-password", person),
    "account_reauthenticate": ("own-password", person),
    "account_email": ("change-email", person),
}


class LimitMiddleware:
    """Counts what is sent to the pages of signing in, before any of it is looked at."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        counted = COUNTED.get(match.view_name) if match and request.method == "POST" else None
        if counted is None:
            return None
        name, account = counted
        wait = limits.wait(request, name, account=account(request))
        return too_many(request, wait=wait) if wait else None
