"""How comments are said to those who follow a page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register
from platform_site.core import markup

from .models import Post

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def say_replies(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    ids = [activity.detail.get("post") for activity in activities]
    posts = Post.objects.filter(hidden_at__isnull=True).select_related("author").in_bulk(ids)
    return {
        activity.pk: _said(activity, posts[post_id])
        for activity, post_id in zip(activities, ids, strict=True)
        if post_id in posts
    }


def _said(activity: Activity, post: Post) -> Said:
    return Said(
        line=_("%(who)s commented on “%(page)s”")
        % {"who": post.author or _("Somebody"), "page": activity.page.name},
        path=f"{activity.page.get_absolute_url()}#post-{post.number}",
        text=markup.plain(post.html),
    )


def several_replies(number: int, page: str) -> str:
    return ngettext("%(n)d comment on “%(page)s”", "%(n)d comments on “%(page)s”", number) % {
        "n": number,
        "page": page,
    }


for verb in (Activity.Verb.REPLIED, Activity.Verb.MENTIONED):
    register(verb, Notice(say=say_replies, several=several_replies))
