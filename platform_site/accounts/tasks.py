"""What a worker does for accounts."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from .models import Attempts, KeptForm


@shared_task(name="accounts.sweep_limits")
def sweep_limits() -> None:
    """Removes what is over: counters, kept forms, sessions. Nothing reads them any more."""
    Attempts.objects.over().delete()
    KeptForm.objects.stale().delete()
    SessionStore.clear_expired()
