"""How it is said that an event is near."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register
from platform_site.core.templatetags.look import day

from .models import Event

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def say_reminders(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """What has begun, or was moved to another day since, is not announced any more."""
    events = Event.objects.upcoming().in_bulk({activity.page_id for activity in activities})
    return {
        activity.pk: Said(
            line=_("Coming up: “%(page)s”, %(day)s")
            % {"page": activity.page.name, "day": day(event.starts_on)},
            path=activity.page.get_absolute_url(),
            text=activity.page.summary,
        )
        for activity in activities
        if (event := events.get(activity.page_id))
        and event.starts_on.isoformat() == activity.detail.get("day")
    }


def several_reminders(number: int, page: str) -> str:
    return ngettext(
        "%(n)d thing happened on “%(page)s”", "%(n)d things happened on “%(page)s”", number
    ) % {"n": number, "page": page}


register(Activity.Verb.REMINDED, Notice(say=say_reminders, several=several_reminders))
