"""Writing a post, changing it, taking it back."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.core import markup
from platform_site.pages.actions import ensure_counters
from platform_site.pages.models import Page, PageCounters

from ..mentions import called_by, linked
from ..models import MovedPost, Post, PostVersion, Talk
from ..permissions import may_write
from .drafts import drop_draft

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class TalkIsClosed(Exception):
    """Nobody posts there: it is locked, not open yet, or over."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(f"{talk} is closed")
        self.talk = talk


class ChangedMeanwhile(Exception):
    """The post is no longer what the author started from."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"{post} has version {post.version}")
        self.post = post


class Paused(Exception):
    """A moderator told this person to pause."""


class CannotChange(Exception):
    """Somebody else's post, or one that is hidden."""


@transaction.atomic
def write_post(
    *,
    page: Page,
    by: "User",
    source: str,
    language: str,
    key: UUID,
    answers: Post | None = None,
    seen: int = 0,
) -> Post:
    """Adds a post under the page's original; the same key a second time gives the first post.

    `answers` is the post it quotes, `seen` the version of the draft that its window knew.
    Raises TalkIsClosed, Paused.
    """
    original = page.original
    queue(original)
    if earlier := Post.objects.filter(submission_key=key).first():
        return earlier
    refuse_if_closed(original)
    if not may_write(by):
        raise Paused
    html = markup.render(source)
    post = Post.objects.create(
        page=original,
        number=next_number(original),
        author=by,
        language=language,
        source=source,
        html=linked(html, writer=by),
        answers=answers if answers and answers.page_id == original.pk else None,
        submission_key=key,
    )
    PageCounters.objects.filter(page=original).update(
        posts=F("posts") + 1, last_post_at=timezone.now()
    )
    drop_draft(page=original, person=by, posted=source, seen=seen)
    concerns = post.answers.author if post.answers and not post.answers.is_hidden else None
    record(verb=Activity.Verb.REPLIED, page=original, actor=by, concerns=concerns, post=post.pk)
    _call(post, called_by(html, writer=by), by=by)
    return post


@transaction.atomic
def edit_post(*, post: Post, by: "User", source: str, language: str, version: int) -> Post:
    """Writes the author's new text and keeps the old one. `version` is the one they started from.

    Raises CannotChange, ChangedMeanwhile, TalkIsClosed, Paused.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("page").get(pk=post.pk)
    if post.author_id != by.pk or post.is_hidden:
        raise CannotChange
    if (source, language) == (post.source, post.language):
        return post
    if post.version != version:
        raise ChangedMeanwhile(post)
    refuse_if_closed(post.page)
    if not may_write(by):
        raise Paused
    before = called_by(markup.render(post.source), writer=by)
    _keep_version(post)
    html = markup.render(source)
    post.source, post.language, post.html = source, language, linked(html, writer=by)
    post.version, post.edited_at = version + 1, timezone.now()
    post.save(update_fields=["source", "language", "html", "version", "edited_at"])
    record(verb=Activity.Verb.EDITED, page=post.page, actor=by, post=post.pk)
    _call(post, [one for one in called_by(html, writer=by) if one not in before], by=by)
    return post


@transaction.atomic
def withdraw_post(*, post: Post, by: "User") -> None:
    """The author takes it back: a tombstone stays, so that answers keep their sense."""
    taken = Post.objects.filter(pk=post.pk, author=by, hidden_at__isnull=True)
    now = timezone.now()
    if not taken.update(hidden_at=now, hidden_by=by, is_withdrawn=True):
        raise CannotChange
    post.refresh_from_db()
    post.flags.open().update(settled_at=now)
    record(verb=Activity.Verb.HID, page=post.page, actor=by, post=post.pk)


def queue(page: Page) -> None:
    """The row of counters is the queue at which writers to one page wait for their number."""
    counters = ensure_counters(page)
    PageCounters.objects.select_for_update().get(pk=counters.pk)


def next_number(page: Page) -> int:
    """Counts on from the highest ever given here, moved posts too: a link never changes sense."""
    last = [
        model.objects.filter(page=page).order_by("-number").values_list("number", flat=True).first()
        for model in (Post, MovedPost)
    ]
    return max(number or 0 for number in last) + 1


def refuse_if_closed(page: Page) -> None:
    talk = Talk.objects.filter(page=page).first()
    if talk is not None and not talk.is_open:
        raise TalkIsClosed(talk)


def _keep_version(post: Post) -> None:
    PostVersion.objects.create(
        post=post,
        number=post.version,
        language=post.language,
        source=post.source,
        written_at=post.edited_at or post.written_at,
    )


def _call(post: Post, people: list["User"], *, by: "User") -> None:
    for person in people:
        record(
            verb=Activity.Verb.MENTIONED, page=post.page, actor=by, concerns=person, post=post.pk
        )
