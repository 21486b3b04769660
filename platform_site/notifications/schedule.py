"""When a daily digest is due: at seven in the morning where the reader is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOUR = time(7)


def last_due(zone: str, now: datetime) -> tuple[date, datetime]:
    """The newest digest that is due by `now`: its day in the zone, and the instant."""
    tz = _zone(zone)
    day = now.astimezone(tz).date()
    due = due_at(day, tz)
    if due > now:
        day -= timedelta(days=1)
        due = due_at(day, tz)
    return day, due


def due_at(day: date, tz: ZoneInfo) -> datetime:
    """Seven o'clock on that day; if the clock skips it, the first instant after the gap.

    An hour that comes twice counts the first time.
    """
    local = datetime.combine(day, HOUR, tzinfo=tz)
    instant = local.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(local, tz)


def _end_of_gap(local: datetime, tz: ZoneInfo) -> datetime:
    """The instant between the two readings of a skipped time at which the offset changes."""
    before = local.replace(fold=1).astimezone(UTC)
    after = local.replace(fold=0).astimezone(UTC)
    offset = before.astimezone(tz).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(tz).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        # One zone that the machine does not know must not hold up everybody's digest.
        return ZoneInfo("UTC")
