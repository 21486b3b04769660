"""Light, dark, or as the device has it: one cookie and nothing else."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.look.urls")


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_choice_is_kept_for_a_year_and_brings_back_where_one_was(reader: Client) -> None:
    answer = reader.post("/en/display/", {"scheme": "dark", "next": "/en/style/?q=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/en/style/?q=1")
    cookie = answer.cookies["scheme"]
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("dark", "Lax", 31536000)
    assert set(answer.cookies) == {"scheme"}


def test_as_the_device_has_it_forgets_the_choice(reader: Client) -> None:
    reader.cookies["scheme"] = "dark"

    answer = reader.post("/en/display/", {"scheme": "auto"})

    assert answer.cookies["scheme"].value == ""


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "x\ny"],
)
def test_nobody_is_sent_to_an_address_of_another_site(reader: Client, address: str) -> None:
    answer = reader.post("/ar/display/", {"scheme": "light", "next": address})

    assert answer["Location"] == "/ar/"


def test_an_unknown_choice_is_refused_and_changes_nothing(reader: Client) -> None:
    answer = reader.post("/en/display/", {"scheme": "pink"})

    assert answer.status_code == 422
    assert dict(answer.cookies) == {}


def test_the_page_shows_what_is_chosen_and_sets_no_cookie(reader: Client) -> None:
    reader.cookies["scheme"] = "light"

    answer = reader.get("/en/display/?next=/en/style/")

    assert dict(answer.cookies) == {}
    assert re.search(r'value="light"[^>]* checked', answer.text)
    assert 'name="next" value="/en/style/"' in answer.text


def test_other_ways_of_asking_are_refused(reader: Client) -> None:
    assert reader.delete("/en/display/").status_code == 405
