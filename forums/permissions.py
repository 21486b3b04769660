"""Who may do what in a forum: predicates over what is at hand and the rows that say it."""

from typing import TYPE_CHECKING

from platform_site.discussions.models import TalkModerator, may_moderate
from platform_site.moderation.models import Revision
from platform_site.moderation.permissions import may_contribute, publishes_at_once

if TYPE_CHECKING:
    from platform_site.access.models import Person
    from platform_site.accounts.models import User

    from .models import Forum


def facilitates(user: "Person", forum: "Forum") -> bool:
    """Whether the person was named to lead it."""
    if not user.is_authenticated or not user.is_active:
        return False
    return TalkModerator.objects.filter(user=user.pk, page=forum.pk).exists()


def keeps_order(user: "Person", forum: "Forum") -> bool:
    """Who was named for it; in a circle who leads that, elsewhere every reviewer."""
    return user.is_authenticated and user.is_active and may_moderate(forum, user)


def may_open_topics(user: "Person", forum: "Forum") -> bool:
    """Whoever sees an open forum, unless a moderator took the right to contribute."""
    return user.is_authenticated and forum.is_published and forum.is_open and may_contribute(user)


def opens_at_once(user: "User", forum: "Forum") -> bool:
    """Nobody reads what is sent in a circle but its members. Elsewhere the first contribution of
    a person is read by somebody else before it is published; after that their topics are not.
    """
    if forum.circle_id is not None or publishes_at_once(user) or facilitates(user, forum):
        return True
    accepted = Revision.objects.filter(author=user.pk, state=Revision.State.ACCEPTED)
    return accepted.exclude(reviewer=user.pk).filter(reviewer__isnull=False).exists()
