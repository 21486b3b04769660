"""What lists of forums and of topics show, fetched for all of them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils.translation import get_language

from platform_site.discussions.models import Post, unread_counts
from platform_site.pages.cards import Card, cards

from .models import Forum, Round, Topic

if TYPE_CHECKING:
    from platform_site.access.models import Person


def best_versions(forums: Iterable[Forum]) -> list[Forum]:
    """One of each group, as the originals are ordered: in the reader's language or the original."""
    forums = list(forums)
    own = {one.translation_of_id: one for one in forums if one.language == get_language()}
    return [own.get(one.pk, one) for one in forums if one.translation_of_id is None]


@dataclass(frozen=True)
class ForumEntry:
    """One forum: `forum` is the original, `shown` the version to be read."""

    forum: Forum
    shown: Forum
    topics: int
    last_at: datetime | None

    @property
    def round(self) -> Round | None:
        """The one it is in today; none while it is not open."""
        return self.forum.current_round if self.forum.is_open else None


def forums_of_everyone(user: "Person") -> list[ForumEntry]:
    """In their order, without those of circles, which lie in their workspaces. Three queries."""
    seen = Forum.objects.published().visible_to(user).filter(circle__isnull=True)
    forums = list(seen.in_order().prefetch_related("rounds"))
    originals = [one for one in forums if one.translation_of_id is None]
    counted = _counted(user)
    return [
        ForumEntry(forum, shown, *counted.get(forum.pk, (0, None)))
        for forum, shown in zip(originals, best_versions(forums), strict=True)
    ]


def _counted(user: "Person") -> dict[int, tuple[int, datetime | None]]:
    visible = topics_of_everyone(user)
    rows = visible.order_by().values_list("forum").annotate(n=Count("pk"), last=Max("last_at"))
    return {forum: (number, last) for forum, number, last in rows}


def topics_of_everyone(user: "Person") -> Any:
    topics = Topic.objects.published().visible_to(user).originals()
    return topics.filter(circle__isnull=True)


def names_of(forums: Iterable[int], user: "Person") -> dict[int, Forum]:
    """Forum id → the version to be read. One query."""
    ids = set(forums)
    if not ids:
        return {}
    seen = Forum.objects.visible_to(user)
    group = list(seen.filter(Q(pk__in=ids) | Q(translation_of__in=ids, state="published")))
    return {one.translation_of_id or one.pk: one for one in best_versions(group)}


def with_what_lists_show(topics: Any) -> Any:
    last = Post.objects.standing().filter(page=OuterRef("pk")).order_by("-number")
    shown = topics.select_related("counters", "contributor", "talk")
    return shown.annotate(last_by=Subquery(last.values("author__display_name")[:1]))


@dataclass(frozen=True)
class TopicEntry:
    """One topic in a list."""

    topic: Any
    card: Card
    forum: Forum | None
    unread: int

    @property
    def posts(self) -> int:
        counters = getattr(self.topic, "counters", None)
        return counters.posts if counters else 0

    @property
    def is_locked(self) -> bool:
        talk = getattr(self.topic, "talk", None)
        return talk is not None and talk.is_locked

    @property
    def is_pinned(self) -> bool:
        talk = getattr(self.topic, "talk", None)
        return talk is not None and talk.is_pinned

    @property
    def opened_by(self) -> str:
        return self.topic.contributor.display_name if self.topic.contributor else ""

    @property
    def last_by(self) -> str:
        return self.topic.last_by or ""


def entries(
    topics: Sequence[Topic], user: "Person", *, name_forums: bool = True
) -> list[TopicEntry]:
    """Topics that `with_what_lists_show` fetched, with what stands beside them: five queries."""
    forums = names_of({topic.forum_id for topic in topics}, user) if name_forums else {}
    unread = unread_counts([topic.pk for topic in topics], user)
    return [
        TopicEntry(topic, card, forums.get(topic.forum_id), unread.get(topic.pk, 0))
        for topic, card in zip(topics, cards(topics, user), strict=True)
    ]


def being_discussed(user: "Person", *, size: int) -> list[TopicEntry]:
    """The topics in which somebody wrote last, for the front page; nobody's unread marks."""
    latest = with_what_lists_show(topics_of_everyone(user)).order_by("-last_at", "-pk")[:size]
    return entries(list(latest), user)
