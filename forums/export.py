"""What was written in a forum, as plain data: for the export of a workspace."""

from typing import TYPE_CHECKING, Any

from platform_site.discussions.models import Post

from .models import Forum, Topic

if TYPE_CHECKING:
    from platform_site.access.models import Person


def talk_of(forum: Forum, *, user: "Person") -> list[dict[str, Any]]:
    """The topics that the person sees, oldest first, each with its posts. Two queries.

    A hidden post is its number and the reason; what it said is nobody's to take along.
    """
    seen = Topic.objects.published().visible_to(user).filter(forum=forum.pk)
    topics = list(seen.select_related("text", "contributor").order_by("pk"))
    posts: dict[int, list[dict[str, Any]]] = {topic.pk: [] for topic in topics}
    written = Post.objects.visible_to(user).filter(page__in=posts).select_related("author")
    for post in written.order_by("page", "number"):
        posts[post.page_id].append(_post(post))
    return [_topic(topic) | {"posts": posts[topic.pk]} for topic in topics]


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.pk,
        "title": topic.title,
        "language": topic.language,
        "opened_by": topic.contributor.display_name if topic.contributor else "",
        "opened_at": topic.published_at.isoformat() if topic.published_at else "",
        "text": topic.text.source,
    }


def _post(post: Post) -> dict[str, Any]:
    told = {"number": post.number, "written_at": post.written_at.isoformat()}
    if post.is_hidden:
        return told | {"hidden": post.hidden_reason}
    by = post.author.display_name if post.author else ""
    return told | {"by": by, "language": post.language, "text": post.source}
