"""A real Celery worker on the database and the Valkey of the test that asks for it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection

from platform_site.embedded.process import Process, wait_until
from tests.mail import SmtpSink
from tests.run import ROOT


@pytest.fixture
def celery_worker_process(
    transactional_db: None, smtp_sink: SmtpSink, tmp_path: Path
) -> Iterator[Process]:
    """Sees what the test commits, and mails to its `smtp_sink`. Takes about two seconds."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()  # wake-ups of an earlier test
    worker = Process(
        name="The Celery worker",
        command=[
            *(sys.executable, "-m", "celery", "--app", "platform_site.celery", "worker"),
            *("--concurrency", "1", "--loglevel", "INFO"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        log=tmp_path / "worker.log",
        cwd=str(ROOT),
        env=environment(smtp_sink),
    )
    worker.start()
    wait_until(lambda: " ready." in worker.last_words(), process=worker, patience=60)
    yield worker
    worker.stop()


def environment(smtp_sink: SmtpSink) -> dict[str, str]:
    """What a second process needs to see this test's world."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": smtp_sink.url,
        "SITE_URL": settings.SITE_URL,
        "LOG_LEVEL": "INFO",
    }


def database_url() -> str:
    """DATABASE_URL with the name of the test's own database."""
    name = connection.settings_dict["NAME"]
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
