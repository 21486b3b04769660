"""People who can sign in, and what a test needs to watch them do it."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from platform_site.accounts.models import User

PASSWORD = "correct horse battery"
SIGN_IN = "/en/accounts/login/"


@dataclass(frozen=True)
class Mail:
    """One mail that allauth asked for: which, to whom, about what."""

    kind: str
    to: str
    context: dict[str, Any]


def make_member(name: str = "Alice", **fields: Any) -> User:
    """A person whose address is confirmed."""
    email = fields.pop("email", f"{name.lower()}@people.example")
    user = User.objects.create_user(email, PASSWORD, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD, **other: Any) -> Any:
    address = f"{SIGN_IN}?next={other.pop('next')}" if "next" in other else SIGN_IN
    return client.post(address, {"login": email, "password": password}, **other)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ask(method: str, path: str, *, by: User | None = None, **fields: Any) -> HttpRequest:
    """A request with a session and messages, as middleware hands it to a view."""
    request: HttpRequest = getattr(RequestFactory(), method)(path, **fields)
    SessionMiddleware(lambda _request: HttpResponse())(request)
    MessageMiddleware(lambda _request: HttpResponse())(request)
    request.user = by or AnonymousUser()
    return request
