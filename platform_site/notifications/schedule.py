"""When a digest is due: at the reader's hour, where the reader is, of the day that ends a period.

A week ends on Monday, a month on the first. The day names the period: however the clock, the
zone or the hour changes, a person's calendar has each day once.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .models import DIGEST_HOUR, Frequency


def last_due(
    zone: str, now: datetime, *, hour: int = DIGEST_HOUR, frequency: str = Frequency.DAILY
) -> tuple[date, datetime]:
    """The newest digest that is due by `now`: its day in the zone, and the instant."""
    tz = zone_of(zone)
    day = _last_day(now.astimezone(tz).date(), frequency)
    due = due_at(day, tz, hour)
    if due > now:
        day = _last_day(day - timedelta(days=1), frequency)
        due = due_at(day, tz, hour)
    return day, due


def first_day(day: date, frequency: str) -> date:
    """Where the period begins that ends on this day."""
    return _last_day(day - timedelta(days=1), frequency)


def _last_day(day: date, frequency: str) -> date:
    """The newest day, this one or an earlier one, on which a period ends."""
    if frequency == Frequency.MONTHLY:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if frequency == Frequency.WEEKLY else day


def due_at(day: date, tz: ZoneInfo, hour: int = DIGEST_HOUR) -> datetime:
    """That hour on that day; if the clock skips it, the first instant after the gap.

    An hour that comes twice counts the first time.
    """
    local = datetime.combine(day, time(hour), tzinfo=tz)
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


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        # One zone that the machine does not know must not hold up everybody's digest.
        return ZoneInfo("UTC")
