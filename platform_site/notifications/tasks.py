"""What the worker does. Each may run twice, at the same time, or not at all: nothing is lost."""

from celery import shared_task

from . import actions
from .wake import FAN_OUT, SEND_DUE, wake


@shared_task(name=FAN_OUT)
def fan_out() -> None:
    """Woken by every commit that recorded something."""
    if actions.fan_out():
        wake(SEND_DUE)


@shared_task(name=SEND_DUE)
def send_due() -> None:
    actions.send_due()


@shared_task(name="notifications.sweep")
def sweep() -> None:
    """Beat, every 30 s: whatever a lost wake-up or a dead worker left."""
    actions.fan_out()
    actions.settle()
    actions.send_due()


@shared_task(name="notifications.read_searches_again")
def read_searches_again() -> None:
    """Beat, once a day: new words of the glossary widen the searches that are followed."""
    actions.read_searches_again()


@shared_task(name="notifications.prepare_digests")
def prepare_digests() -> None:
    """Beat, every 5 min."""
    if actions.prepare_digests():
        wake(SEND_DUE)
