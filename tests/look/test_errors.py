"""What is said when a page cannot be given, and what happens to what was typed."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.urls("tests.look.urls")


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def token_in(page: str) -> str:
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return str(token)


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/en/no/such/thing/", 404, "No page at this address"),
        ("/en/broken/", 500, "A fault of ours"),
        ("/en/away/", 503, "Not available just now"),
    ],
)
def test_a_failure_says_what_to_do_in_the_design_of_the_site(
    reader: Client, path: str, status: int, sentence: str
) -> None:
    answer = reader.get(path)

    assert answer.status_code == status
    assert f"<h1>{sentence}</h1>" in answer.text
    assert 'class="masthead"' in answer.text


def test_no_failure_repeats_the_address_or_the_reason(reader: Client) -> None:
    assert "secret" not in reader.get("/en/broken/").text
    assert "secret" not in reader.get("/en/away/").text
    assert "title-of-a-draft" not in read(reader.get("/en/news/2026/title-of-a-draft/").text)


def read(page: str) -> str:
    """What a reader sees on a screen: no tags, and not the line that only paper gets."""
    return re.sub(r"<[^>]+>", "", re.sub(r'<p class="print-only.*?</p>', "", page))


def test_failures_speak_the_language_of_the_address(reader: Client) -> None:
    for path in ("/ar/no/", "/ar/broken/", "/ar/away/"):
        assert '<html lang="ar" dir="rtl">' in reader.get(path).text


def test_somebody_signed_in_learns_that_the_database_is_away(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    reader.cookies[site_settings.SESSION_COOKIE_NAME] = "a-session-that-would-be-looked-up"

    answer = reader.get("/en/away/")

    assert answer.status_code == 503
    assert "Sign in" in answer.text
    assert answer["Retry-After"] == "60"


def test_what_was_typed_is_shown_when_the_database_is_away(reader: Client) -> None:
    reader.get("/en/style/")
    page = reader.post(
        "/en/away/",
        {"text": "Seven in ten <b>", "password": "hunter2-hunter2", **fresh(reader)},
    ).text

    assert "Seven in ten &lt;b&gt;" in page
    assert "hunter2" not in page


def fresh(reader: Client) -> dict[str, str]:
    return {"csrfmiddlewaretoken": token_in(reader.post("/en/asked/", {}).text)}


def test_an_expired_token_gives_back_what_was_typed_with_a_fresh_one(reader: Client) -> None:
    text = 'Line one\nline two <script>alert(1)</script> "quoted"'

    refused = reader.post(
        "/en/asked/?from=khm",
        {"text": text, "csrfmiddlewaretoken": "x" * 64},
        headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    )

    assert refused.status_code == 403
    assert "Please send this once more" in refused.text
    assert 'action="/en/asked/?from=khm"' in refused.text
    assert "<script>alert" not in refused.text
    kept = {"text": text, "csrfmiddlewaretoken": token_in(refused.text)}
    assert reader.post("/en/asked/?from=khm", kept).text == f"arrived: {text}"


def test_every_value_of_a_field_comes_back(reader: Client) -> None:
    page = reader.post("/en/asked/", {"country": ["KHM", "VNM"], "title": "A law"}).text

    assert page.count('name="country"') == 2
    assert 'value="KHM"' in page
    assert 'value="VNM"' in page
    assert 'value="A law"' in page


@pytest.mark.parametrize("name", ["password", "password1", "oldpassword", "otp_code", "api_token"])
def test_secrets_are_asked_again_and_never_written_back(reader: Client, name: str) -> None:
    page = reader.post("/en/asked/", {name: "correct-horse-battery"}).text

    assert "correct-horse" not in page
    assert f'<input type="password" id="kept-1" name="{name}"' in page


def test_a_file_is_asked_again(reader: Client, tmp_path: Path) -> None:
    document = tmp_path / "law.pdf"
    document.write_text("%PDF secret content")

    with document.open("rb") as file:
        page = reader.post("/en/asked/", {"title": "A law", "document": file}).text

    assert "secret content" not in page
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" id="file-1" name="document"' in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/trap"},
    ],
)
def test_what_another_site_sent_is_not_offered_to_be_sent(
    reader: Client, headers: dict[str, str]
) -> None:
    refused = reader.post("/en/asked/", {"text": "Vote for me"}, headers=headers)

    assert refused.status_code == 403
    assert "Vote for me" not in refused.text
    assert "<form method" not in refused.text


def test_a_request_nobody_can_read_gets_a_page(reader: Client) -> None:
    answer = reader.get("/en/style/", headers={"Host": "somebody-else.example"})

    assert answer.status_code == 400
    assert "We could not read this request" in answer.text
    assert "somebody-else" not in answer.text
