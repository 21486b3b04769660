"""Making a forum and changing it: the staff's verbs, and those of whoever owns a circle."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from platform_site.access.models import Circle
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.models import TalkModerator
from platform_site.moderation.actions import accept_revision, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.actions import ensure_counters, free_slug
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from ..models import Forum
from ..models.forum import LONGEST_SLUG
from .placing import keep_audience

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# First parts of addresses that lie beside the forums'.
RESERVED = {"feed", "new"}
ROOM_FOR_NUMBER = 4
EMPTY: Snapshot = {
    "summary": "",
    "text": "",
    "subjects": {},
    "type": Forum.Type.STANDING.value,
    "order": 100,
    "opens_on": "",
    "closes_on": "",
    "zone": "",
    "rounds": {},
}


@transaction.atomic
def open_forum(
    *,
    content: Snapshot,
    by: "User | None" = None,
    slug: str = "",
    audience: str = Page.Audience.PUBLIC,
    circle: Circle | None = None,
    original: Forum | None = None,
    is_demonstration: bool = False,
) -> Forum:
    """A new forum, or the version of one in another language, there at once.

    `content` has at least `title` and `language`; with a `circle` only its members see the forum
    and all that is ever written in it. `by` is None for those that the project brings along:
    nobody is told of them.
    """
    content = EMPTY | content
    forum = Forum.objects.create(
        kind="forum",
        slug=_slug(content, slug, original),
        translation_of=original,
        title=content["title"],
        language=content["language"],
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
        audience=Page.Audience.CIRCLE if circle else audience,
        circle=circle,
        contributor=by,
        is_demonstration=is_demonstration,
    )
    kinds.get("forum").apply(forum, content)
    forum.save()
    ensure_counters(forum)
    revision = _first(forum, content, by)
    if by is not None:
        record(verb=Activity.Verb.PUBLISHED, page=forum, actor=by, revision=revision.pk)
    return forum


def _slug(content: Snapshot, wanted: str, original: Forum | None) -> str:
    """Short enough to be the subtype of its topics, and no word that means something else."""
    if original is not None:
        return f"{original.slug}--{content['language']}"
    words = slugify(wanted or content["title"], allow_unicode=True)
    short = _cut(f"{words}-forum" if words in RESERVED else words, LONGEST_SLUG)
    if short and not Forum.objects.filter(slug=short).exists():
        return short
    return free_slug(kind="forum", title=_cut(short, LONGEST_SLUG - ROOM_FOR_NUMBER))


def _cut(words: str, room: int) -> str:
    """As many whole words as there is room for."""
    while len(words) > room and "-" in words:
        words = words.rpartition("-")[0]
    return words[:room]


def _first(forum: Forum, content: Snapshot, by: "User | None") -> Revision:
    return Revision.objects.create(
        page_id=forum.pk,
        language=forum.language,
        author=by,
        reviewer=by,
        is_first=True,
        proposal=content,
        result=content,
        significance=Revision.Significance.MAJOR,
        state=Revision.State.ACCEPTED,
        decided_at=timezone.now(),
        submission_key=uuid4() if by is not None else None,
    )


@transaction.atomic
def change_forum(*, forum: Forum, base: Snapshot, proposal: Snapshot, by: "User") -> None:
    """Staff change what is said of a forum, its dates and rounds included.

    `base` is what stood there when they opened it. Raises ConflictingChange when somebody changed
    the same field in the meantime.
    """
    revision = suggest_change(page=forum, base=base, proposal=proposal, by=by, key=uuid4())
    # A reviewer's own change is accepted by then.
    if Revision.objects.open().filter(pk=revision.pk).exists():
        accept_revision(revision=revision, by=by)


@transaction.atomic
def set_audience(*, forum: Forum, audience: str, by: "User") -> None:
    """Opens a forum to everyone or to members only, with all that is in it.

    A circle's stays the circle's: what was written among its members is not for others to open.
    """
    locked = Forum.objects.select_for_update(of=("self",)).get(pk=forum.pk)
    if locked.circle_id is not None or audience == Page.Audience.CIRCLE:
        raise ValueError("a circle's forum stays in its circle, and no other enters one")
    if locked.audience == audience:
        return
    locked.audience = forum.audience = audience
    locked.save(update_fields=["audience"])
    keep_audience(locked)
    record(verb=Activity.Verb.MODERATED, page=locked, actor=by, audience=audience)


@transaction.atomic
def name_facilitators(*, forum: Forum, people: Iterable["User"]) -> None:
    """Says who leads a forum and looks after its topics; others no longer do."""
    named = list(people)
    TalkModerator.objects.filter(page=forum.pk).exclude(user__in=named).delete()
    TalkModerator.objects.bulk_create(
        [TalkModerator(page_id=forum.pk, user=person) for person in named], ignore_conflicts=True
    )
