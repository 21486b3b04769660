"""Joining an e-discussion and leaving it."""

from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.notifications.actions import follow_page, unfollow_page
from platform_site.notifications.models import Follow

from ..models import Forum, Participation

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def join(*, forum: Forum, by: "User") -> None:
    """Takes part and follows what is new in it; who follows it already is told as they chose."""
    _participation, is_new = Participation.objects.get_or_create(forum_id=forum.pk, user=by)
    if is_new and not Follow.objects.filter(page=forum.pk, user=by).exists():
        follow_page(page=forum, by=by, level=Follow.Level.TRACKING)


@transaction.atomic
def leave(*, forum: Forum, by: "User") -> None:
    """No longer takes part, and is told no more of what others write there."""
    Participation.objects.filter(forum=forum.pk, user=by).delete()
    unfollow_page(page=forum, by=by)
