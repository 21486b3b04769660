"""Why nobody can write in a forum just now, and from when to when one could."""

from datetime import date

from django.utils.translation import gettext as _

from platform_site.core.templatetags.look import day

from .models import Forum


def why_not_open(forum: Forum) -> str:
    """A sentence; empty while it is open."""
    if forum.phase == Forum.Phase.ANNOUNCED:
        return _("It opens on %(day)s (%(zone)s). Until then nobody can write here.") % {
            "day": day(forum.opens_on),
            "zone": forum.zone,
        }
    if forum.phase == Forum.Phase.CLOSED:
        return _("It closed at the end of %(day)s (%(zone)s). It stays here to be read.") % {
            "day": day(forum.closes_on),
            "zone": forum.zone,
        }
    return ""


def span(first: date | None, last: date | None) -> str:
    """`20–30 March 2027`, as far as the days are known; empty where none is."""
    if first and last:
        return _both(first, last)
    if first:
        return _("from %(day)s") % {"day": day(first)}
    return _("until %(day)s") % {"day": day(last)} if last else ""


def _both(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"
