"""When something takes place, in words: a day, several days, a day with its hour and zone."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from news.models import Article, Event
from platform_site.core.templatetags.look import day

register = template.Library()


def days(first: date, last: date | None) -> str:
    """`27–28 June 2023`; over the end of a month both days stand in full."""
    if last is None or last == first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"


@register.filter
def event_dates(event: Event) -> str:
    written = days(event.starts_on, event.ends_on)
    if event.starts_time is None:
        return written
    hour = event.starts_time.strftime("%H:%M")
    return _("%(day)s at %(hour)s (%(zone)s)") % {
        "day": written,
        "hour": hour,
        "zone": event.zone,
    }


@register.filter
def article_dates(article: Article) -> str:
    """When it happened, where the author said so; empty otherwise."""
    return days(article.happened_on, article.happened_until) if article.happened_on else ""
