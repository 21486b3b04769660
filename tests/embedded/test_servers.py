"""The servers every other test stands on."""

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connection

from tests.mail import SmtpSink


@pytest.mark.django_db
def test_the_database_is_the_postgresql_of_the_wheel() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")

        assert cursor.fetchone() == ("18.6",)


def test_valkey_answers() -> None:
    assert redis.Redis.from_url(settings.REDIS_URL).ping()


def test_the_sink_keeps_what_is_mailed(smtp_sink: SmtpSink) -> None:
    mail.send_mail("Kept", "Body", "from@platform.example", ["alice@platform.example"])

    assert [str(m["Subject"]) for m in smtp_sink.wait_for("alice@platform.example")] == ["Kept"]
