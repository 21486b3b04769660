"""The cast, and requests as they reach a view."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from platform_site.accounts.models import User

PASSWORD = "correct horse battery"

type Ask = Callable[..., HttpRequest]


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice@example.org", PASSWORD, display_name="Alice Arden")


@pytest.fixture
def ask() -> Ask:
    """A request with a session and messages, as middleware hands it to a view."""

    def ask(method: str, path: str, *, by: User | None = None, **fields: object) -> HttpRequest:
        request = getattr(RequestFactory(), method)(path, **fields)
        SessionMiddleware(lambda request: HttpResponse())(request)
        MessageMiddleware(lambda request: HttpResponse())(request)
        request.user = by or AnonymousUser()
        return request

    return ask
