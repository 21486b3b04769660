"""Opening a topic and moving it to another forum."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.actions import contribute_page
from platform_site.moderation.models import Revision
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from ..models import Forum, Topic
from ..permissions import opens_at_once
from .placing import keep_dates, place_in

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotOpen(Exception):
    """Nobody opens a topic in a forum that is announced only, or closed."""


class CannotMove(Exception):
    """There, people would read the topic who may not read it here."""


@transaction.atomic
def open_topic(
    *,
    forum: Forum,
    proposal: Snapshot,
    by: "User",
    key: UUID,
    original: Topic | None = None,
    is_demonstration: bool = False,
) -> Revision:
    """A new topic, or a version of one in another language; the same key gives the first again.

    Raises NotOpen, NotAllowedToContribute.
    """
    # Locked, so that a forum whose audience is being narrowed gets no topic with the old one.
    forum = Forum.objects.select_for_update(of=("self",)).get(pk=forum.pk)
    if not forum.is_open:
        raise NotOpen
    revision = contribute_page(
        kind="topic",
        proposal=proposal,
        by=by,
        key=key,
        original=original,
        place=place_in(forum),
        at_once=opens_at_once(by, forum),
        is_demonstration=is_demonstration or forum.is_demonstration,
    )
    if original is None:
        keep_dates(forum, [revision.page_id])
    return revision


@transaction.atomic
def move_topic(*, topic: Topic, to: Forum, by: "User") -> None:
    """Puts a topic, its versions and its talk into another forum.

    Raises CannotMove where more people would read it: what was written in a circle stays in it.
    """
    pages = Page.objects.select_for_update(of=("self",)).filter(pk__in=[topic.pk, to.pk])
    if len(pages.order_by("pk")) < 2:
        return  # into where it is
    topic, to = Topic.objects.get(pk=topic.pk), Forum.objects.get(pk=to.pk)
    if not may_lie_in(topic, to):
        raise CannotMove
    versions = [topic.pk, *topic.translations.values_list("pk", flat=True)]
    place = place_in(to)
    Topic.objects.filter(pk__in=versions).update(forum_id=place.pop("forum_id"))
    Page.objects.filter(pk__in=versions).update(**place)
    keep_dates(to, [topic.pk])
    record(verb=Activity.Verb.MODERATED, page=topic, actor=by, forum=to.pk)


def may_lie_in(topic: Topic, forum: Forum) -> bool:
    """Whether nobody would see it there who does not see it now."""
    if topic.circle_id != forum.circle_id:
        return False
    narrower = topic.audience == Page.Audience.MEMBERS
    return not narrower or forum.audience != Page.Audience.PUBLIC
