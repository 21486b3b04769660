"""The demo's mailbox: every mail it would have sent, and nothing where there is no demo."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from platform_site.embedded.mailbox import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(tmp_path: Path, settings: Settings) -> Path:
    settings.DEMO_MAILBOX = str(tmp_path)
    return tmp_path


def mail(subject: str, text: str = "A text.", html: str = "") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "platform@platform.example"
    message["To"], message["Date"] = "alice@people.example", "Sun, 22 Nov 2026 10:00:00 +0000"
    message["List-Unsubscribe"] = "<http://127.0.0.1:8000/en/unsubscribe/abc/>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_without_a_demo_there_is_no_mailbox(client: Client, settings: Settings) -> None:
    settings.DEMO_MAILBOX = ""

    assert client.get("/demo/mail/").status_code == 404
    assert client.get("/demo/mail/1-ab/").status_code == 404


def test_mails_are_listed_newest_first(client: Client, mailbox: Path) -> None:
    for subject in ("First", "Second", "ثالثًا"):
        keep(directory=mailbox, content=mail(subject))
    (mailbox / "unfinished.tmp").write_bytes(b"half a ma")

    found = [each.subject for each in client.get("/demo/mail/").context["mails"]]

    assert found == ["ثالثًا", "Second", "First"]


def test_an_empty_mailbox_says_so(client: Client, mailbox: Path) -> None:
    assert "No mail was sent yet" in client.get("/demo/mail/").text


def test_a_mail_is_read_with_its_links_and_without_what_could_run(
    client: Client, mailbox: Path
) -> None:
    html = '<p>Read <a href="http://127.0.0.1:8000/en/news/">it</a></p><script>alert(1)</script>'
    text = "Confirm: http://127.0.0.1:8000/en/accounts/confirm-email/abc/\n<b>&"
    path = keep(directory=mailbox, content=mail("Hello", text, html))

    answer = client.get(f"/demo/mail/{path.stem}/")

    assert 'href="http://127.0.0.1:8000/en/accounts/confirm-email/abc/"' in answer.text
    assert 'href="http://127.0.0.1:8000/en/news/"' in answer.text
    assert 'href="http://127.0.0.1:8000/en/unsubscribe/abc/"' in answer.text
    assert "alert(1)" not in answer.text
    assert "&lt;b&gt;&amp;" in answer.text
    assert "alice@people.example" in answer.text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["1-ab", "nothing", "..%2f..%2fetc%2fpasswd", "1-ab.eml"])
def test_what_is_not_a_mail_is_404(client: Client, mailbox: Path, name: str) -> None:
    (mailbox.parent / "1-ab.eml").write_bytes(mail("Outside"))

    assert client.get(f"/demo/mail/{name}/").status_code == 404
