"""Mails to a reader of Arabic are in Arabic: subject, plain text and markup."""

from datetime import timedelta
from email.message import EmailMessage
from html import escape

from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from platform_site.notifications.actions import prepare_digests, send_due
from platform_site.notifications.models import Delivery
from tests.mail import SmtpSink
from tests.translations.conftest import World
from tests.translations.extraction import HOUSE
from tests.translations.reading import latin, said
from tests.translations.test_pages import NAMES, QUOTED

LETTERS = sorted(
    str(path.relative_to(HOUSE / "templates")).removesuffix("_subject.txt")
    for path in (HOUSE / "templates").rglob("email/*_subject.txt")
)
BROWSER = "A browser"


def in_latin(mail: EmailMessage) -> list[str]:
    """What is not in Arabic in the subject, in the plain text and in the markup."""
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    # As the title of a page: plain text cannot mark the language of what it quotes.
    lines = [f"<title>{escape(line)}</title>" for line in (mail["Subject"], *plain.splitlines())]
    pages = [f'<html lang="ar">{"".join(lines)}', html]
    names = {*NAMES, BROWSER}
    assert said(html)[0].language == "ar"
    return [
        one.text for page in pages for one in latin(page, language="ar", names=names, quoted=QUOTED)
    ]


def test_every_letter_about_the_account_is_in_arabic(
    small_world: World, smtp_sink: SmtpSink, rf: RequestFactory
) -> None:
    layla = small_world.layla
    Delivery.objects.all().delete()  # what happened in the world is told below
    request = rf.get("/ar/")
    request.user = layla
    link = f"{settings.SITE_URL}/ar/accounts/a-link/"
    words = {
        "user": layla,
        **dict.fromkeys(("activate_url", "password_reset_url", "signup_url"), link),
        **dict.fromkeys(("email", "from_email", "to_email", "deleted_email"), layla.email),
        "timestamp": timezone.now(),
        "user_agent": BROWSER,
    }
    with request_context(request):
        for template in LETTERS:
            get_adapter().send_mail(template, layla.email, words)

    send_due()

    letters = smtp_sink.to(layla.email)
    assert len(letters) == len(LETTERS)
    assert [line for mail in letters for line in in_latin(mail)] == []


def test_a_mail_about_each_thing_that_happens_is_in_arabic(
    small_world: World, smtp_sink: SmtpSink
) -> None:
    send_due()
    mails = {person: smtp_sink.to(person.email) for person in (small_world.layla, small_world.mona)}

    subjects = {person: {mail["Subject"] for mail in sent} for person, sent in mails.items()}
    assert len(subjects[small_world.layla]) >= 4  # published, changes asked for, refused, an answer
    assert len(subjects[small_world.mona]) >= 3  # to review, reported, published
    assert [line for sent in mails.values() for mail in sent for line in in_latin(mail)] == []


def test_the_daily_mail_is_in_arabic(small_world: World, smtp_sink: SmtpSink) -> None:
    prepare_digests(now=timezone.now() + timedelta(days=1))
    Delivery.objects.filter(period_start__isnull=False).update(due_at=timezone.now())

    send_due()

    (mail,) = (one for one in smtp_sink.to(small_world.layla.email) if "يومك" in one["Subject"])
    assert in_latin(mail) == []
