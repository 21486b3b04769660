"""How comments, and what becomes of them, are said to a person."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register
from platform_site.core import markup

from .models import MovedPost, Post

if TYPE_CHECKING:
    from platform_site.accounts.models import User

MODERATED = {
    "flag": gettext_noop("Somebody reported a comment on “%(page)s”"),
    "show": gettext_noop("Your comment on “%(page)s” is shown again"),
    "move": gettext_noop("Your comment was moved to “%(page)s”"),
}


def _posts(
    activities: Sequence[Activity], *, with_hidden: bool = False
) -> Iterator[tuple[Activity, Post]]:
    """Each activity with its post, as far as it still stands under the page it is told of.

    A post that was moved is told of no more from where it was: not everyone who sees that page
    sees the other.
    """
    ids = [activity.detail.get("post") for activity in activities]
    found = Post.objects.all() if with_hidden else Post.objects.standing()
    posts = found.select_related("author", "page").in_bulk(ids)
    for activity, post_id in zip(activities, ids, strict=True):
        post = posts.get(post_id)
        if post and post.page_id == (activity.page.translation_of_id or activity.page_id):
            yield activity, post


def _told(activity: Activity, post: Post, line: str, text: str) -> Said:
    said = _(line) % {"who": post.author or _("Somebody"), "page": activity.page.name}
    return Said(line=said, path=post.get_absolute_url(), text=text)


def say_replies(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    def line(activity: Activity) -> str:
        if activity.concerns_id == reader.pk:
            return gettext_noop("%(who)s answered you on “%(page)s”")
        return gettext_noop("%(who)s commented on “%(page)s”")

    return {
        activity.pk: _told(activity, post, line(activity), markup.plain(post.html))
        for activity, post in _posts(activities)
    }


def say_mentions(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    line = gettext_noop("%(who)s mentioned you on “%(page)s”")
    return {
        activity.pk: _told(activity, post, line, markup.plain(post.html))
        for activity, post in _posts(activities)
    }


def say_hidden(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """To the author, with the reason; nobody else is told, and nobody of what was taken back."""
    line = gettext_noop("Your comment on “%(page)s” was hidden")
    return {
        activity.pk: _told(activity, post, line, post.hidden_reason)
        for activity, post in _posts(activities, with_hidden=True)
        if post.author_id == reader.pk and post.is_hidden and not post.is_withdrawn
    }


def say_flagged(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    return {
        activity.pk: _told(activity, post, MODERATED["flag"], "")
        for activity, post in _posts(activities)
    }


def say_moderated(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    ids = [activity.detail.get("post") for activity in activities]
    reasons = dict(
        MovedPost.objects.filter(post__in=ids).order_by("pk").values_list("post", "reason")
    )
    return {
        activity.pk: _told(activity, post, line, _reason(activity, post, reasons))
        for activity, post in _posts(activities)
        if (line := MODERATED.get(str(activity.detail.get("act"))))
    }


def _reason(activity: Activity, post: Post, reasons: dict[int, str]) -> str:
    return reasons.get(post.pk, "") if activity.detail["act"] == "move" else ""


def several_replies(number: int, page: str) -> str:
    return ngettext("%(n)d comment on “%(page)s”", "%(n)d comments on “%(page)s”", number) % {
        "n": number,
        "page": page,
    }


def several_acts(number: int, page: str) -> str:
    said = ngettext(
        "%(n)d decision on comments on “%(page)s”",
        "%(n)d decisions on comments on “%(page)s”",
        number,
    )
    return said % {"n": number, "page": page}


def several_flags(number: int, page: str) -> str:
    said = ngettext(
        "%(n)d comment on “%(page)s” was reported",
        "%(n)d comments on “%(page)s” were reported",
        number,
    )
    return said % {"n": number, "page": page}


type Say = Callable[[Sequence[Activity], "User"], dict[int, Said]]

WORDS: dict[str, tuple[Say, Callable[[int, str], str]]] = {
    Activity.Verb.REPLIED: (say_replies, several_replies),
    Activity.Verb.MENTIONED: (say_mentions, several_replies),
    Activity.Verb.HID: (say_hidden, several_acts),
    Activity.Verb.FLAGGED: (say_flagged, several_flags),
    Activity.Verb.MODERATED: (say_moderated, several_acts),
}
for verb, (say, several) in WORDS.items():
    register(verb, Notice(say=say, several=several))
