"""What a forum says of the topics in it: who sees them, and when one can write there."""

from collections.abc import Iterable

from platform_site.discussions.models import Talk
from platform_site.pages.models import Page

from ..models import Forum, Topic


def place_in(forum: Forum) -> dict[str, object]:
    """The columns of a topic that follow from its forum, whose audience it never exceeds."""
    return {
        "forum_id": forum.pk,
        "subtype": forum.slug,
        "audience": forum.audience,
        "circle_id": forum.circle_id,
    }


def keep_audience(forum: Forum) -> None:
    """Gives every topic and every version in another language the audience of the forum."""
    columns = {"audience": forum.audience, "circle_id": forum.circle_id}
    Page.objects.filter(translation_of=forum.pk).update(**columns)
    inside = Topic.objects.filter(forum=forum.pk)
    Page.objects.filter(pk__in=inside.values("pk")).update(**columns)


def keep_dates(forum: Forum, topics: Iterable[int] | None = None) -> None:
    """Says of the talks in the forum, or of these topics, from when to when one can write."""
    if topics is None:
        topics = [forum.pk, *Topic.objects.filter(forum=forum.pk).values_list("pk", flat=True)]
    dates = {"opens_at": forum.opens_at, "closes_at": forum.closes_at}
    if not any(dates.values()):
        Talk.objects.filter(page__in=topics).update(**dates)
        return
    Talk.objects.bulk_create(
        [Talk(page_id=pk, **dates) for pk in topics],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=list(dates),
    )
