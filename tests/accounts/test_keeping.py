"""Who is signed out while writing loses nothing."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.utils import timezone

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import KeptForm, User
from tests.accounts.cast import ask, sign_in

pytestmark = pytest.mark.django_db
PATH = "/en/contribute/news/"
TYPED = {
    "title": "Pension age",
    "body": "Two\nlines",
    "tags": ["a", "b"],
    "password": "hunter2-hunter2",
}


@sign_in_required
def write(request: HttpRequest) -> HttpResponse:
    """A form that takes everything but an empty title."""
    if request.method == "POST" and request.POST.get("title"):
        return HttpResponse(status=302, headers={"Location": "/en/thanks/"})
    given = kept_data(request)
    return JsonResponse(dict(given.lists()) if given else {})


def next_of(response: Any) -> str:
    return parse_qs(urlsplit(response["Location"]).query)["next"][0]


def sent_away(**headers: str) -> str:
    request = ask("post", PATH, data=TYPED, headers=headers)
    return next_of(write(request))


def test_a_reader_without_account_is_sent_to_sign_in_and_back() -> None:
    response = write(ask("get", f"{PATH}?about=khm"))

    assert response.status_code == 302
    assert urlsplit(response["Location"]).path == "/en/accounts/login/"
    assert next_of(response) == f"{PATH}?about=khm"


def test_what_was_typed_comes_back_after_sign_in(alice: User) -> None:
    back = ask("get", sent_away(), by=alice)

    assert json.loads(write(back).content) == {
        "title": ["Pension age"],
        "body": ["Two\nlines"],
        "tags": ["a", "b"],
    }
    assert [str(message) for message in get_messages(back)] == [
        "You were signed out; what you typed is still here."
    ]


def test_a_password_is_not_kept() -> None:
    sent_away()

    assert "hunter2" not in str(KeptForm.objects.get().data)


def test_reading_it_again_shows_it_again_and_sending_it_ends_it(alice: User) -> None:
    address = sent_away()
    write(ask("get", address, by=alice))
    write(ask("post", address, by=alice, data={"title": ""}))
    assert KeptForm.objects.count() == 1

    write(ask("post", address, by=alice, data={"title": "Pension age"}))

    assert KeptForm.objects.count() == 0


def test_without_signing_in_the_token_gives_nothing() -> None:
    assert kept_data(ask("get", sent_away())) is None


@pytest.mark.parametrize(
    ("path", "token"),
    [("/en/contribute/event/", None), (PATH, "guessed"), (PATH, "%00"), (PATH, "")],
    ids=["other path", "other token", "NUL", "empty"],
)
def test_only_the_token_at_its_path_gives_it_back(
    alice: User, path: str, token: str | None
) -> None:
    given = parse_qs(urlsplit(sent_away()).query)["kept"][0]
    address = f"{path}?kept={given if token is None else token}"

    assert kept_data(ask("get", address, by=alice)) is None


def test_the_table_does_not_hold_the_token() -> None:
    token = parse_qs(urlsplit(sent_away()).query)["kept"][0]

    assert token not in str(KeptForm.objects.values().get())


def test_after_a_day_it_is_gone(alice: User) -> None:
    address = sent_away()
    KeptForm.objects.update(kept_at=timezone.now() - timedelta(hours=24, seconds=1))

    assert kept_data(ask("get", address, by=alice)) is None
    assert KeptForm.objects.stale().count() == 1


def test_a_nul_in_the_text_does_no_harm(alice: User) -> None:
    request = ask("post", PATH, data={"ti\0tle": "a\0b"})

    back = ask("get", next_of(write(request)), by=alice)

    assert json.loads(write(back).content) == {"title": ["ab"]}


def test_signed_out_twice_keeps_the_newer_text(alice: User) -> None:
    again = ask("post", sent_away(), data={"title": "Newer"})

    address = next_of(write(again))

    assert address.count("kept=") == 1
    assert json.loads(write(ask("get", address, by=alice)).content) == {"title": ["Newer"]}


def test_htmx_takes_the_whole_page_to_sign_in() -> None:
    request = ask("post", PATH, data=TYPED, headers={"HX-Request": "true"})

    response = write(request)

    assert response.status_code == 200
    assert response["HX-Redirect"].startswith("/en/accounts/login/?next=")


def test_a_session_that_ends_while_writing_loses_nothing(alice: User) -> None:
    page, client = "/en/accounts/preferences/", Client()
    sign_in(client, alice.email)
    client.get(page)
    Session.objects.all().delete()

    sent = client.post(page, {"display_name": "Alice Two", "language": "ar", "time_zone": "UTC"})
    assert "What you typed is kept" in client.get(sent["Location"]).text
    back = sign_in(client, alice.email, next=next_of(sent))
    form = client.get(back["Location"])

    assert form.status_code == 200
    assert form.context["form"]["display_name"].value() == "Alice Two"
    assert form.context["form"]["language"].value() == "ar"
    assert "what you typed is still here" in form.text
    alice.refresh_from_db()
    assert alice.display_name == "Alice"


def test_more_than_we_keep_stands_on_a_page_to_copy() -> None:
    response = write(ask("post", PATH, data={"body": "word " * 50_000, "password": "hunter2"}))

    assert response.status_code == 413
    assert "word word word" in response.text
    assert "hunter2" not in response.text
    assert "/en/accounts/login/?next=" in response.text
    assert KeptForm.objects.count() == 0


def test_nobody_fills_the_table_from_one_address() -> None:
    answers = [write(ask("post", PATH, data=TYPED)).status_code for _ in range(32)]

    assert answers == [302] * 30 + [429] * 2
    assert KeptForm.objects.count() == 30


def test_what_was_typed_is_on_the_page_that_says_too_often() -> None:
    response = [write(ask("post", PATH, data=TYPED)) for _ in range(31)][-1]

    assert "Pension age" in response.text
    assert "hunter2" not in response.text
