"""Waking the worker: at once when Valkey is there, and never in anybody's way when it is not."""

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from celery import Celery
from pytest_django import Settings

from platform_site.activity.models import Activity
from platform_site.embedded.process import Process
from platform_site.notifications import tasks, wake
from platform_site.notifications.actions import follow_page
from platform_site.notifications.models import Outbox
from tests.mail import SmtpSink
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`broker(url)` makes wake-ups of this process go there; without a call, to the real one.

    The thread is this test's own: one that still waits for a dead server would, once the test
    is over, wake the worker of the next.
    """
    waker = wake.Waker()
    monkeypatch.setattr(wake, "_waker", waker)
    wake._producer.cache_clear()

    def go_to(url: str) -> None:
        settings.CELERY_BROKER_URL = url
        wake._producer.cache_clear()

    yield go_to
    waker._send = lambda task: None  # type: ignore[method-assign]
    wake._producer.cache_clear()


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes the connection and never says a word, as a Valkey that hangs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def wait_until(is_so: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_publication_becomes_a_mail_by_the_wake_up_alone(
    world: World, smtp_sink: SmtpSink, celery_worker_process: Process, broker: object
) -> None:
    """There is no beat here: only the wake-up of the commit can have done it."""
    follow_page(page=world.cambodia, by=world.bob, frequency="now")

    world.publish("A pension law")

    (mail,) = smtp_sink.wait_for(world.bob.email)
    assert mail["Subject"] == "[Cambodia] New: “A pension law”"


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0", "silent"])
def test_without_valkey_nobody_waits_and_nothing_fails(
    world: World, broker: Callable[[str], None], silent_server: str, address: str
) -> None:
    broker(silent_server if address == "silent" else address)
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    began = time.perf_counter()
    wake.wake_fan_out()
    assert time.perf_counter() - began < 0.05

    world.publish("One")
    world.publish("Two")

    assert Activity.objects.count() == Outbox.objects.count() == 2


def test_when_valkey_is_back_the_sweep_sends_what_waited(
    world: World,
    smtp_sink: SmtpSink,
    celery_worker_process: Process,
    broker: Callable[[str], None],
    settings: Settings,
) -> None:
    real = settings.CELERY_BROKER_URL
    broker("redis://127.0.0.1:1/0")
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("While it was away")
    time.sleep(1)
    assert smtp_sink.messages == []
    beat = Celery("beat", broker=real, set_as_current=False)

    beat.send_task("notifications.sweep")

    assert len(smtp_sink.wait_for(world.bob.email)) == 1


def test_tasks_that_run_twice_do_it_once(
    world: World, smtp_sink: SmtpSink, celery_worker_process: Process, settings: Settings
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    beat = Celery("beat", broker=settings.CELERY_BROKER_URL, set_as_current=False)

    for _ in range(5):
        for task in ("fan_out", "send_due", "sweep", "prepare_digests"):
            beat.send_task(f"notifications.{task}")

    smtp_sink.wait_for(world.bob.email)
    wait_until(lambda: celery_worker_process.last_words().count("succeeded") >= 5)
    assert len(smtp_sink.messages) == 1


def test_beat_knows_every_task_by_the_name_it_has(settings: Settings) -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {tasks.sweep.name, tasks.prepare_digests.name} <= names
    assert (tasks.fan_out.name, tasks.send_due.name) == (wake.FAN_OUT, wake.SEND_DUE)
