"""Events as iCalendar (RFC 5545): one as a file, a list as a calendar to subscribe to."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from .models import Event


def calendar(events: Iterable[Event], *, name: str) -> bytes:
    """`name` is what a calendar program shows; entries are in the order given."""
    made = Calendar()
    made.add("prodid", f"-//{settings.PLATFORM_NAME}//events//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(_entry(event))
    return made.to_ical()


def _entry(event: Event) -> Entry:
    entry = Entry()
    # The same for ever, so that a changed event takes the place of the old one.
    entry.add("uid", f"event-{event.pk}@{settings.SITE_URL.partition('://')[2]}")
    entry.add("dtstamp", event.changed_at)
    entry.add("summary", event.title)
    if event.starts_time is not None:
        # How long it takes is not known: an entry without an end lasts no time at all.
        entry.add("dtstart", event.begins_at)
    else:
        entry.add("dtstart", event.starts_on)
        # The day after the last one, as the format has it.
        entry.add("dtend", event.last_day + timedelta(days=1))
    if event.summary:
        entry.add("description", event.summary)
    if event.place:
        entry.add("location", event.place)
    entry.add("url", settings.SITE_URL + event.get_absolute_url())
    return entry
