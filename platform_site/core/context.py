"""What every page needs around its content: the name, the languages, the way around.

An anonymous page must neither read the session nor set a cookie, or nobody could keep it:
the person and the messages are looked at only when the request brings a cookie for them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, get_language_info

from .navigation import FOOTER, SECTIONS, Column, Link

SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    bidi: bool
    path: str
    url: str
    is_current: bool


class House:
    """`{{ house }}` in every template. Nothing here touches the database before it is asked."""

    def __init__(self, request: HttpRequest, *, knows_person: bool = True) -> None:
        self.request = request
        self.knows_person = knows_person

        self.name = str(settings.PLATFORM_NAME)
        self.contact: str = settings.CONTACT_EMAIL
        self.language: str = get_language() or settings.LANGUAGE_CODE
        self.direction = "rtl" if get_language_bidi() else "ltr"
        self.footer: tuple[Column, ...] = FOOTER

    @cached_property
    def scheme(self) -> str:
        """light, dark, or nothing at all: then the reader's machine decides."""
        chosen = self.request.COOKIES.get("scheme", "")
        return chosen if chosen in SCHEMES else ""

    @cached_property
    def root(self) -> str:
        return f"/{self.language}/"

    @cached_property
    def rest(self) -> str | None:
        """The address without its language; None where an address has none."""
        _empty, code, *rest = [*self.request.path.split("/", 2), ""]
        return rest[0] if code in dict(settings.LANGUAGES) else None

    @cached_property
    def address(self) -> str:
        """This page's own address, for paper. Written from the settings: the host may be forged."""
        return settings.SITE_URL + self.request.get_full_path()

    @cached_property
    def sections(self) -> list[tuple[Link, bool]]:
        here = self.rest or ""
        return [(link, link.holds(here)) for link in SECTIONS]

    @cached_property
    def languages(self) -> list[Language]:
        return [self._language(code, name) for code, name in settings.LANGUAGES]

    @cached_property
    def is_signed_in(self) -> bool:
        if not self.knows_person or settings.SESSION_COOKIE_NAME not in self.request.COOKIES:
            return False
        person = getattr(self.request, "user", None)
        return bool(person and person.is_authenticated)

    @cached_property
    def messages(self) -> list[Any]:
        """What was just done, once. Reading an empty list would already open the session."""
        if not self.knows_person:
            return []
        waiting = get_messages(self.request)
        came_back = settings.SESSION_COOKIE_NAME in self.request.COOKIES
        if came_back or getattr(waiting, "added_new", False):
            return list(waiting)
        return []

    def _language(self, code: str, name: str) -> Language:
        path = f"/{code}/{self.rest or ''}"
        return Language(
            code=code,
            name=name,
            bidi=get_language_info(code)["bidi"],
            path=self._with_query(path),
            url=settings.SITE_URL + path,
            is_current=code == self.language,
        )

    def _with_query(self, path: str) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        return f"{path}?{query}" if query and self.rest is not None else path


def house(request: HttpRequest) -> dict[str, Any]:
    return {"house": House(request)}
