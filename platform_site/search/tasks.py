"""What the search does by itself from time to time."""

from celery import shared_task

from . import actions


@shared_task(name="search.refresh_lexicon")
def refresh_lexicon() -> None:
    actions.refresh_lexicon()
