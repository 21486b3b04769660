"""What a person wrote below pages, what they read there, and what they did for others."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, Row, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import named_pages

from .models import Draft, Post, PostFlag, PostVersion, ReadMark, TalkModerator


def versions_of(person: User) -> QuerySet[PostVersion]:
    return PostVersion.objects.filter(post__author=person)


def named_posts(flags: Sequence[PostFlag], person: User) -> dict[Any, Row]:
    """Where a flagged post stands, if the person may see it still."""
    ids = {flag.post_id for flag in flags}
    posts = Post.objects.visible_to(person).select_related("page").in_bulk(ids)
    return {
        flag.pk: {"page_title": post.page.title, "page_address": post.get_absolute_url()}
        for flag in flags
        if (post := posts.get(flag.post_id))
    }


def without_author(posts: QuerySet[Any], person: User) -> None:
    """Answers lose their sense without what they answer; of a hidden post only the mark stays."""
    posts.filter(hidden_at__isnull=False).update(source="", html="")
    posts.update(author=None)


def without_words(flags: QuerySet[Any], person: User) -> None:
    """That a post was flagged, and for which of the reasons, stays for whoever decides."""
    flags.update(person=None, text="")


register(
    # Before the posts, which say whose versions they are.
    Holding(
        name="comments_earlier",
        title=_("Earlier texts of comments you changed"),
        model=PostVersion,
        fate=Fate.GOES,
        find=versions_of,
    ),
    Holding(
        name="comments",
        title=_("Comments you wrote"),
        model=Post,
        fate=Fate.STAYS,
        by="author",
        without=("html", "submission_key", "hidden_by"),
        more=named_pages(),
        erase=without_author,
    ),
    Holding(
        name="comments_hidden_by_you",
        title=_("Comments you hid as a moderator"),
        model=Post,
        fate=Fate.STAYS,
        by="hidden_by",
        only=("page", "number", "hidden_at", "hidden_reason"),
        more=named_pages(),
    ),
    Holding(
        name="comments_not_sent",
        title=_("Comments you were writing"),
        model=Draft,
        fate=Fate.GOES,
        by="person",
        more=named_pages(),
    ),
    Holding(
        name="comments_read",
        title=_("How far you read"),
        model=ReadMark,
        fate=Fate.GOES,
        by="person",
        more=named_pages(),
    ),
    Holding(
        name="comments_reported",
        title=_("Comments you reported"),
        model=PostFlag,
        fate=Fate.STAYS,
        by="person",
        more=named_posts,
        erase=without_words,
    ),
    Holding(
        name="talks_you_moderate",
        title=_("Discussions you look after"),
        model=TalkModerator,
        fate=Fate.GOES,
        by="user",
        more=named_pages(),
    ),
)
