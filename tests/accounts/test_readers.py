"""Readers without an account leave no trace and get pages that a cache may keep; members do not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from platform_site.accounts.middleware import ReaderMiddleware
from platform_site.accounts.models import Attempts, KeptForm, User
from platform_site.accounts.tasks import sweep_limits
from tests.accounts.cast import ask, sign_in

pytestmark = pytest.mark.django_db
PUBLIC = ["/en/", "/ar/", "/en/news/", "/en/countries/"]


def varies(answer: Any) -> set[str]:
    return {name.strip().lower() for name in answer.get("Vary", "").split(",")}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_reader_gets_no_cookie_and_a_page_that_may_be_kept(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "public, no-cache"
    assert "cookie" not in varies(answer)
    assert Session.objects.count() == 0


@pytest.mark.parametrize("address", PUBLIC)
def test_a_member_gets_a_page_of_their_own(alice: User, address: str) -> None:
    sign_in(client := Client(), alice.email)

    answer = client.get(address)

    assert answer.status_code == 200
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}
    assert "cookie" in varies(answer)


@pytest.mark.parametrize(
    "address",
    ["/en/accounts/login/", "/en/accounts/signup/", "/en/accounts/password/reset/"],
)
def test_pages_with_a_form_are_kept_by_nobody(address: str) -> None:
    assert "no-store" in Client().get(address)["Cache-Control"]


def test_a_session_that_is_over_makes_a_reader(alice: User) -> None:
    sign_in(client := Client(), alice.email)
    Session.objects.all().delete()

    answer = client.get("/en/")

    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated


def test_who_signed_in_sees_their_own_times(alice: User) -> None:
    alice.time_zone = "Asia/Kathmandu"
    instant = datetime(2026, 1, 1, 12, tzinfo=UTC)
    request = ask("get", "/en/", by=alice)
    request.COOKIES["sessionid"] = "some"

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(timezone.localtime(instant).strftime("%H:%M"))

    assert ReaderMiddleware(view)(request).text == "17:45"
    assert timezone.localtime(instant).hour == 12


def test_the_sweep_takes_what_is_over_and_leaves_the_rest(alice: User) -> None:
    now, day = timezone.now(), timedelta(days=1)
    Attempts.objects.create(key="over", number=3, ends_at=now - day)
    Attempts.objects.create(key="open", number=3, ends_at=now + day)
    for name, at in (("old", now - day), ("new", now - day / 2)):
        form = KeptForm.objects.create(digest=name, path="/", data={})
        KeptForm.objects.filter(pk=form.pk).update(kept_at=at)
    Session.objects.create(session_key="over", session_data="", expire_date=now - day)
    Session.objects.create(session_key="open", session_data="", expire_date=now + day)

    sweep_limits()

    assert list(Attempts.objects.values_list("key", flat=True)) == ["open"]
    assert list(KeptForm.objects.values_list("digest", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_the_sweep_is_on_the_timetable() -> None:
    app = import_string("platform_site.celery.app")
    app.loader.import_default_modules()

    assert "accounts.sweep_limits" in app.tasks
    assert "accounts.sweep_limits" in {entry["task"] for entry in app.conf.beat_schedule.values()}
