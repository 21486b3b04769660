"""Reminding of events."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity

from .models import Event

# So long before it begins: who gets one mail a day, in the morning, has it on the day before.
AHEAD = timedelta(hours=36)


@transaction.atomic
def remind_of_events() -> int:
    """Has the followers of each event that is near told of it, once; gives how many there were.

    Run twice at a time, the second takes other events or finds them told. An event that was moved
    to another day is told again.
    """
    now = timezone.now()
    near = Event.objects.published().filter(
        translation_of__isnull=True, begins_at__gt=now, begins_at__lte=now + AHEAD
    )
    told = 0
    for event in near.select_for_update(of=("self",), skip_locked=True):
        day = event.starts_on.isoformat()
        reminders = Activity.objects.filter(page=event.pk, verb=Activity.Verb.REMINDED)
        if not reminders.filter(detail__day=day).exists():
            record(verb=Activity.Verb.REMINDED, page=event, actor=None, day=day)
            told += 1
    return told
