"""The first news items and events, from reference/ (see SOURCES.md there)."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from platform_site.pages.actions import ensure_counters, set_subjects
from platform_site.pages.loading import Say, rows
from platform_site.pages.models import Page, PageSubject, Subject

from .models import Article, Event

ITEMS = Path(__file__).parent / "reference" / "items.csv"
PRIMARY = PageSubject.Strength.PRIMARY.value


@transaction.atomic
def load_news(*, say: Say) -> None:
    """Adds what is not there yet, and tells nobody; what is there stays as people left it."""
    held = set(Page.objects.filter(kind__in=("article", "event")).values_list("kind", "slug"))
    new = [row for row in rows(ITEMS) if (row["kind"], row["slug"]) not in held]
    for row in new:
        page = _article(row) if row["kind"] == "article" else _event(row)
        codes = Subject.objects.published().filter(code__in=row["subjects"].split(";"))
        set_subjects(
            page=page, strengths=dict.fromkeys(codes.values_list("pk", flat=True), PRIMARY)
        )
        ensure_counters(page)
    say(f"news: {len(new)} items and events added")


def _shared(row: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "subtype": row["type"],
        "slug": row["slug"],
        "title": row["title"],
        "summary": row["teaser"],
        "kicker": row["kicker"],
        "credit": row["source"],
        "state": Page.State.PUBLISHED,
        "published_at": datetime.combine(date.fromisoformat(row["first"]), time(), UTC),
    }


def _article(row: dict[str, str]) -> Article:
    happened = {}
    if row["last"]:
        happened = {"happened_on": row["first"], "happened_until": row["last"]}
    return Article.objects.create(**_shared(row), **happened)


def _event(row: dict[str, str]) -> Event:
    event = Event(
        **_shared(row),
        starts_on=date.fromisoformat(row["first"]),
        ends_on=date.fromisoformat(row["last"]) if row["last"] else None,
        starts_time=time.fromisoformat(row["hour"]) if row["hour"] else None,
        zone=row["zone"],
    )
    event.set_instants()
    event.save(force_insert=True)
    return event
