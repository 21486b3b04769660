"""Forums and topics as they stand in the database."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from forums.actions import open_forum, open_topic
from forums.models import Forum, Topic
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.discussions.models import Post
from platform_site.moderation.models import PostingRight
from tests.factories import make_user


def make_forum(title: str = "Extending coverage", **fields: Any) -> Forum:
    """A standing forum, or what `fields` of its content and `audience`, `circle`, `by` say."""
    verbs = {
        name: fields.pop(name) for name in ("audience", "circle", "by", "slug") if name in fields
    }
    content = {"title": title, "summary": "A purpose.", "language": "en"} | fields
    return open_forum(content=content, **verbs)


def day(offset: int) -> str:
    return (timezone.now().date() + timedelta(days=offset)).isoformat()


def make_e_discussion(
    title: str = "What keeps people contributing?",
    *,
    opens: int | None = -5,
    closes: int | None = 5,
    **fields: Any,
) -> Forum:
    """Open for so many days before and after today; without days where they are None."""
    days = {
        "opens_on": "" if opens is None else day(opens),
        "closes_on": "" if closes is None else day(closes),
        "zone": "Europe/Zurich",
    }
    return make_forum(title, type="e-discussion", **(days | fields))


def trusted(name: str) -> User:
    user = make_user(name)
    PostingRight.objects.create(user=user, level="trusted", reason="A test")
    return user


def topic_proposal(title: str = "A question", **fields: Any) -> dict[str, Any]:
    return {
        "title": title,
        "summary": "What I ask.",
        "language": "en",
        "text": "What I ask.",
        "subjects": {},
        "tags": {},
    } | fields


def make_topic(
    forum: Forum, title: str = "A question", *, by: User | None = None, **fields: Any
) -> Topic:
    """Published at once: its author is trusted unless one is given."""
    author = by or trusted(f"Author {uuid.uuid4().hex[:6]}")
    revision = open_topic(
        forum=forum, proposal=topic_proposal(title, **fields), by=author, key=uuid.uuid4()
    )
    return Topic.objects.get(pk=revision.page_id)


def reply(topic: Topic, by: User, source: str = "An answer.") -> Post:
    return write_post(page=topic.page_ptr, by=by, source=source, language="en", key=uuid.uuid4())
