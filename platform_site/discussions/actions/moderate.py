"""Looking after a talk. Every act has a reason, and an activity in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.pages.models import Page, PageCounters

from ..models import MovedPost, Post, PostFlag, Talk, moderators_of
from .write import next_number, queue


class NothingToDo(Exception):
    """Somebody did it already, or it makes no sense."""


@transaction.atomic
def hide_post(*, post: Post, by: User, reason: str) -> None:
    """Leaves a tombstone with the reason in place of the text, and settles what was reported."""
    standing = Post.objects.standing().filter(pk=post.pk)
    if not standing.update(hidden_at=timezone.now(), hidden_by=by, hidden_reason=reason):
        raise NothingToDo
    post.refresh_from_db(fields=["hidden_at", "hidden_by", "hidden_reason"])
    _settle_flags(post)
    record(verb=Activity.Verb.HID, page=post.page, actor=by, concerns=post.author, post=post.pk)


@transaction.atomic
def unhide_post(*, post: Post, by: User) -> None:
    """Shows it again; what its author took back stays away."""
    shown = Post.objects.filter(pk=post.pk, hidden_at__isnull=False, is_withdrawn=False)
    if not shown.update(hidden_at=None, hidden_by=None, hidden_reason=""):
        raise NothingToDo
    post.refresh_from_db()
    _record(post.page, by, "show", post=post)


@transaction.atomic
def leave_post(*, post: Post, by: User) -> None:
    """Settles what was reported: the post stays as it is, and its author hears nothing of it."""
    if not _settle_flags(post):
        raise NothingToDo
    record(verb=Activity.Verb.MODERATED, page=post.page, actor=by, act="leave", post=post.pk)


@transaction.atomic
def flag_post(*, post: Post, by: User, reason: str, text: str = "") -> PostFlag:
    """Tells those who look after the talk of the first open flag of a post; a second one by the
    same person is none. Who flagged it is told to nobody."""
    # Of a hundred at once only the first is news: the others wait for it here.
    Post.objects.select_for_update().get(pk=post.pk)
    is_news = not post.flags.open().exists()
    flag, is_new = PostFlag.objects.get_or_create(
        post=post, person=by, defaults={"reason": reason, "text": text}
    )
    if is_new and is_news:
        _tell_moderators(post, besides=by)
    return flag


@transaction.atomic
def lock_talk(*, page: Page, by: User | None, reason: str) -> Talk:
    """Nobody posts any more; what stands there stays."""
    talk = _talk(page)
    talk.locked_at, talk.locked_reason = timezone.now(), reason
    talk.save(update_fields=["locked_at", "locked_reason"])
    _record(page, by, "lock")
    return talk


@transaction.atomic
def unlock_talk(*, page: Page, by: User | None) -> Talk:
    talk = _talk(page)
    talk.locked_at, talk.locked_reason = None, ""
    talk.save(update_fields=["locked_at", "locked_reason"])
    _record(page, by, "unlock")
    return talk


@transaction.atomic
def pin_talk(*, page: Page, by: User | None, is_pinned: bool) -> Talk:
    """Lists of talks show pinned ones first."""
    talk = _talk(page)
    talk.pinned_at = timezone.now() if is_pinned else None
    talk.save(update_fields=["pinned_at"])
    _record(page, by, "pin" if is_pinned else "unpin")
    return talk


@transaction.atomic
def date_talk(*, page: Page, opens_at: datetime | None, closes_at: datetime | None) -> Talk:
    """Says from when until when people post; for whoever leads an e-discussion."""
    talk = _talk(page)
    talk.opens_at, talk.closes_at = opens_at, closes_at
    talk.save(update_fields=["opens_at", "closes_at"])
    return talk


@transaction.atomic
def move_posts(*, posts: Iterable[Post], to: Page, by: User, reason: str) -> list[Post]:
    """Puts posts of one talk at the end of another, in their order; their old links arrive there.

    The one who moves them may moderate both talks: the view has made sure of it.
    """
    numbers = {post.pk for post in posts}
    found = Post.objects.filter(pk__in=numbers).select_related("page").order_by("page", "number")
    pages = {post.page_id: post.page for post in found}
    if len(pages) != 1 or to.original.pk in pages:
        raise NothingToDo
    (source,) = pages.values()
    target = to.original
    # In the order of pages, as everyone who waits for two of them: no deadlock.
    for page in sorted((source, target), key=lambda page: page.pk):
        queue(page)
    moved = list(found.select_for_update(of=("self",)))
    first = next_number(target)
    for number, post in enumerate(moved, first):
        MovedPost.objects.create(page=source, number=post.number, post=post, reason=reason)
        post.page, post.number = target, number
        post.save(update_fields=["page", "number"])
        _record(target, by, "move", post=post)
    for page, change in ((source, -len(moved)), (target, len(moved))):
        last = Post.objects.filter(page=page).aggregate(last=Max("written_at"))["last"]
        PageCounters.objects.filter(page=page).update(posts=F("posts") + change, last_post_at=last)
    return moved


def _talk(page: Page) -> Talk:
    Talk.objects.get_or_create(page_id=page.original.pk)
    return Talk.objects.select_for_update().get(page=page.original.pk)


def _settle_flags(post: Post) -> int:
    return post.flags.open().update(settled_at=timezone.now())


def _tell_moderators(post: Post, *, besides: User) -> None:
    """Reviewers by the verb, each of the others by name."""
    record(verb=Activity.Verb.FLAGGED, page=post.page, actor=None, post=post.pk)
    for person in User.objects.filter(pk__in=moderators_of(post.page) - {besides.pk}):
        if not (person.is_reviewer and post.page.circle_id is None):
            record(
                verb=Activity.Verb.MODERATED,
                page=post.page,
                actor=None,
                concerns=person,
                act="flag",
                post=post.pk,
            )


def _record(page: Page, by: User | None, act: str, *, post: Post | None = None) -> None:
    """The author of the post, where there is one, is told; the reason stands with the post."""
    detail: dict[str, int | str] = {"act": act} | ({"post": post.pk} if post else {})
    concerns = post.author if post else None
    record(verb=Activity.Verb.MODERATED, page=page.original, actor=by, concerns=concerns, **detail)
