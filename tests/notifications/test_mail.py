"""The mail itself: its parts and headers, its language, and what must not be in it."""

import re
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives

from platform_site.accounts.models import User
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    send_due,
)
from platform_site.notifications.models import Delivery, Letter
from platform_site.pages.models import Page
from tests.factories import make_article, make_circle
from tests.mail import SmtpSink
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db


def one_mail(world: World, sink: SmtpSink, article: Page, **changes: object) -> EmailMessage:
    """The mail that Bob gets about a comment of Alice's on the article."""
    follow_page(page=article, by=world.bob, frequency="now")
    User.objects.filter(pk=world.bob.pk).update(**changes) if changes else None
    world.comment(article, world.alice, text="x" * 5000)
    fan_out()
    send_due()
    (mail,) = sink.messages
    return mail


def test_a_mail_says_all_that_it_must(world: World, smtp_sink: SmtpSink) -> None:
    mail = one_mail(world, smtp_sink, make_article("Pensions"))

    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["To"] == "bob@people.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "en"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://127.0.0.1:8000/en/unsubscribe/\S+/>", mail["List-Unsubscribe"])
    assert re.fullmatch(r"<follow-\d+\.127\.0\.0\.1>", mail["List-Id"])
    assert re.fullmatch(r"<[0-9a-f-]{36}@127\.0\.0\.1>", mail["Message-ID"])
    text = mail.get_body(["plain"]).get_content()
    assert "You get this because you follow “Pensions”." in text
    assert "x" * 5000 in text


def test_no_line_is_longer_than_the_standard_allows(world: World, smtp_sink: SmtpSink) -> None:
    mail = one_mail(world, smtp_sink, make_article("Pensions " * 20, text="x" * 5000))

    assert max(len(line) for line in mail.as_bytes().splitlines()) <= 998
    # Every line came over the wire as 7-bit text.
    assert all(part["Content-Transfer-Encoding"] != "8bit" for part in mail.walk())


def test_a_mail_is_in_the_language_of_its_reader(world: World, smtp_sink: SmtpSink) -> None:
    User.objects.filter(pk=world.bob.pk).update(language="ar")
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("قانون المعاشات", language="ar")
    fan_out()

    send_due()

    (mail,) = smtp_sink.messages
    assert "كمبوديا" in mail["Subject"]
    assert "قانون المعاشات" in mail["Subject"]
    assert mail["Content-Language"] == "ar"
    html = mail.get_body(["html"]).get_content()
    assert 'lang="ar" dir="rtl"' in html
    assert "/ar/unsubscribe/" in mail["List-Unsubscribe"]


@pytest.mark.parametrize("evil", ["\r\nBcc: x@evil.example\r\n", "\u2028Bcc: x", "\x1b", "\u202e"])
def test_nothing_typed_can_break_out_of_a_header(
    world: World, smtp_sink: SmtpSink, evil: str
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish(f"Law{evil}end")
    fan_out()

    send_due()

    (mail,) = smtp_sink.messages
    assert mail["Bcc"] is None
    assert mail["X-RcptTo"] == "bob@people.example"
    assert not re.search(r"[\r\n\u2028\u202e\x1b]", mail["Subject"])
    assert sorted(set(mail.keys()) - {"X-MailFrom", "X-RcptTo"}) == sorted(
        "MIME-Version Content-Type Subject From To Date Message-ID Auto-Submitted"
        " Content-Language List-Id List-Unsubscribe List-Unsubscribe-Post".split()
    )


def test_a_dot_alone_on_a_line_does_not_end_the_mail(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("Dots", summary="Before\n.\n..\nafter")
    fan_out()

    send_due()

    (mail,) = smtp_sink.messages
    lines = mail.get_body(["plain"]).get_content().splitlines()
    assert lines[2:6] == ["Before", ".", "..", "after"]


def test_markup_of_others_is_text_in_the_mail(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("<b>bold</b>", summary="<script>alert(1)</script>")
    fan_out()

    send_due()

    (mail,) = smtp_sink.messages
    html = mail.get_body(["html"]).get_content()
    assert "&lt;script&gt;alert(1)" in html
    assert "&lt;b&gt;bold" in html
    assert "<b>bold</b>" in mail.get_body(["plain"]).get_content()


def test_of_a_circles_page_a_mail_says_title_and_link_only(
    world: World, smtp_sink: SmtpSink
) -> None:
    circle = make_circle(world.alice, world.bob)
    page = make_article("Minutes", circle=circle, summary="CANARY-summary")
    follow_page(page=page, by=world.bob, frequency="now")
    world.comment(page, world.alice, "CANARY-comment")
    fan_out()

    send_due()

    (mail,) = smtp_sink.messages
    assert mail["Subject"] == "Minutes"
    whole = "".join(part.get_content() for part in mail.iter_parts())
    assert "CANARY" not in whole
    assert "Alice" not in whole
    assert f"{page.get_absolute_url()}#post-1" in whole


def test_the_test_backend_of_django_works_too(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()

    assert send_due() == 1

    assert [m.to for m in mailoutbox] == [["bob@people.example"]]
    assert Delivery.objects.get(channel="mail").state == "sent"
    assert not Letter.objects.exists()
