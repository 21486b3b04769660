"""Tasks to take along: as a table, and as days in a calendar."""

import csv
from collections.abc import Iterable
from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from .models import Task

COLUMNS = ("title", "state", "people", "due", "milestone", "done", "text")
# A spreadsheet would run what begins so.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def table(tasks: Iterable[Task]) -> str:
    """CSV; the names of columns and states are words of the data, the same in every language."""
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for task in tasks:
        rows.writerow([_harmless(cell) for cell in _cells(task)])
    return file.getvalue()


def _cells(task: Task) -> list[str]:
    people = "; ".join(person.display_name for person in task.people.all())
    due = task.due_date.isoformat() if task.due_date else ""
    done = task.done_at.isoformat() if task.done_at else ""
    milestone = "yes" if task.is_milestone else "no"
    return [task.title, task.state, people, due, milestone, done, task.text]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUNS) else cell


def calendar(tasks: Iterable[Task], *, name: str) -> bytes:
    """Tasks with a date, each as a whole day (RFC 5545)."""
    made = Calendar()
    made.add("prodid", f"-//{settings.PLATFORM_NAME}//tasks//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for task in tasks:
        if task.due_date is None:
            continue
        entry = Entry()
        entry.add("uid", f"task-{task.pk}@{settings.SITE_URL.partition('://')[2]}")
        entry.add("dtstamp", timezone.now())
        entry.add("summary", task.title)
        entry.add("dtstart", task.due_date)
        entry.add("dtend", task.due_date + timedelta(days=1))
        entry.add("url", settings.SITE_URL + task.get_absolute_url())
        made.add_component(entry)
    content: bytes = made.to_ical()
    return content
