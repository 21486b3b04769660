"""What the worker does for news and events."""

from celery import shared_task

from . import actions


@shared_task(name="news.remind_of_events")
def remind_of_events() -> None:
    """Beat, every 15 min."""
    actions.remind_of_events()
