"""The talk under a page, as a reader sees it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Subquery
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.pages.models import Page

from .mentions import addresses_of
from .models import (
    SIZE,
    Draft,
    MovedPost,
    Post,
    ReadMark,
    Talk,
    mark_read,
    moderators_of,
    page_of,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from platform_site.access.models import Person


@dataclass(frozen=True)
class Entry:
    """What stands at one number: a post, a tombstone, or where a post went."""

    number: int
    post: Post | None = None
    # A sentence in place of the text.
    gone: str = ""
    # Where a post went, for those who may see that page.
    moved_to: str = ""
    author_url: str = ""
    role: str = ""
    # Pairs of a word and an address: what this reader can do with it.
    links: tuple[tuple[str, str], ...] = ()

    @property
    def edited_url(self) -> str:
        if self.post is None or self.gone or not self.post.is_edited:
            return ""
        return reverse("post-history", args=[self.post.page_id, self.number])


@dataclass(frozen=True)
class ShownTalk:
    """One page of a talk: numbers count from 1, so a page is a range of numbers."""

    page: Page
    user: "Person"
    # The highest number, and the page of numbers that is shown.
    count: int
    number: int
    entries: list[Entry]
    state: Talk
    may_moderate: bool
    # How far the reader had read before; None for whoever is not signed in.
    read: int | None
    # The first number that is new to the reader, where this page has it.
    first_new: int = 0
    has_draft: bool = False

    @property
    def posts(self) -> list[Post]:
        return [entry.post for entry in self.entries if entry.post]

    @property
    def last(self) -> int:
        return page_of(self.count)

    @cached_property
    def numbers(self) -> list[int]:
        """The pages to choose from; 0 where some are left out."""
        pages = Paginator(range(self.count), SIZE)
        shown = pages.get_elided_page_range(self.number, on_each_side=2, on_ends=1)
        return [number if isinstance(number, int) else 0 for number in shown]

    @property
    def is_member(self) -> bool:
        return self.user.is_authenticated

    @property
    def is_open(self) -> bool:
        return self.page.is_published and self.state.is_open

    @property
    def unread(self) -> int:
        return 0 if self.read is None else self.count - self.read

    @property
    def first_unread_url(self) -> str:
        """Where to read on; empty where nothing is new or nothing was read yet."""
        if not self.read or not self.unread:
            return ""
        return place_of(self.page, self.read + 1)

    @property
    def sent_places(self) -> "Iterator[str]":
        """Where the reader's browser may hold a copy of what stands here now (js/keep.js)."""
        for post in self.posts:
            if self.is_member and post.author_id == self.user.pk:
                yield f"{place_of_new(self.page, self.user)}:{post.submission_key}"
                if post.is_edited:
                    yield f"{place_of_change(post, self.user)}:{post.version - 1}"

    @property
    def last_url(self) -> str:
        return place_of(self.page, self.count) if self.last > 1 else ""


def talk_about(page: Page, *, user: "Person", page_number: str = "") -> ShownTalk:
    """The posts under a page's original; a page number that makes no sense shows the first.

    The caller made sure that the user may see the page. What is shown counts as read.
    """
    original = page.original
    visible = Post.objects.visible_to(user).filter(page=original.pk)
    moved = MovedPost.objects.filter(page=original.pk)
    count = _highest(original, visible, moved)
    number = int(page_number) if page_number.isascii() and page_number.isdigit() else 1
    number = number if 0 <= (number - 1) * SIZE < count else 1
    first, last = (number - 1) * SIZE + 1, min(number * SIZE, count)
    span = visible.span(first, last).select_related("author")
    posts = list(span.order_by("number"))
    reader = _reader(original, user, posts, last=last)
    gone = _moved_away(moved, user, first, last) if len(posts) < last - first + 1 else []
    return ShownTalk(
        page=original,
        user=user,
        count=count,
        number=number,
        entries=sorted([*map(reader.entry, posts), *gone], key=lambda entry: entry.number),
        state=reader.state,
        may_moderate=reader.may_moderate,
        read=reader.read,
        first_new=reader.first_new(first, last),
        has_draft=reader.has_draft,
    )


def place_of_new(page: Page, user: "Person") -> str:
    """What the browser calls its copy of a comment that is being written."""
    return f"comment-{user.pk}-{page.original.pk}"


def place_of_change(post: Post, user: "Person") -> str:
    return f"change-{user.pk}-{post.pk}"


def _highest(page: Page, *numbered: "QuerySet[Any]") -> int:
    """The last number given under a page: one query, in which each table is read by its index."""
    tops = [Subquery(rows.order_by("-number").values("number")[:1]) for rows in numbered]
    return Page.objects.values_list(Greatest(*tops), flat=True).get(pk=page.pk) or 0


def _moved_away(moved: "QuerySet[MovedPost]", user: "Person", first: int, last: int) -> list[Entry]:
    rows = list(moved.filter(number__gte=first, number__lte=last).select_related("post"))
    pages = Page.objects.visible_to(user).in_bulk({row.post.page_id for row in rows})
    return [
        Entry(
            number=row.number,
            gone=_("This comment was moved: %(reason)s") % {"reason": row.reason},
            moved_to=place_of(there, row.post.number) if there else "",
        )
        for row in rows
        for there in [pages.get(row.post.page_id)]
    ]


@dataclass(frozen=True)
class _Reader:
    """Who reads, and what that says of each post."""

    page: Page
    user: "Person"
    state: Talk
    moderators: set[int]
    read: int | None
    has_draft: bool
    addresses: dict[int, str]

    @property
    def may_moderate(self) -> bool:
        if not self.user.is_authenticated:
            return False
        reviews = self.user.is_reviewer and self.page.circle_id is None
        return reviews or self.user.pk in self.moderators

    def first_new(self, first: int, last: int) -> int:
        """Nothing is new to whoever never read here: then all of it is."""
        is_here = self.read and first - 1 <= self.read < last
        return (self.read or 0) + 1 if is_here else 0

    def wrote(self, post: Post) -> bool:
        return self.user.is_authenticated and post.author_id == self.user.pk

    def entry(self, post: Post) -> Entry:
        post.page = self.page
        return Entry(
            number=post.number,
            post=post,
            gone=_why_gone(post),
            author_url=self.addresses.get(post.author_id or 0, ""),
            role=_("facilitator") if post.author_id in self.moderators else "",
            links=tuple(self._links(post)) if self.user.is_authenticated else (),
        )

    def _links(self, post: Post) -> "Iterator[tuple[str, str]]":
        here = [post.page_id, post.number]
        is_open = self.page.is_published and self.state.is_open
        if not post.is_hidden:
            if is_open:
                new = reverse("comment", args=[post.page_id])
                yield _("Quote"), f"{new}?quote={post.number}"
            if self.wrote(post):
                if is_open:
                    yield _("Change"), reverse("edit-post", args=here)
                yield _("Take back"), reverse("withdraw-post", args=here)
            else:
                yield _("Report"), reverse("flag-post", args=here)
        if self.may_moderate and not post.is_withdrawn:
            yield _("Moderate"), reverse("moderate-post", args=here)


def _reader(page: Page, user: "Person", posts: list[Post], *, last: int) -> _Reader:
    """What is the same for every post, in as many queries for one as for fifty."""
    mark, has_draft = None, False
    if user.is_authenticated:
        has_draft = Draft.objects.filter(person=user.pk, page=page.pk).exists()
        numbers = ReadMark.objects.filter(person=user.pk, page=page.pk).values_list("number")
        mark = next((number for (number,) in numbers), 0)
        if last > mark:
            mark_read(page=page, person=user, number=last)
    return _Reader(
        page=page,
        user=user,
        state=Talk.objects.filter(page=page.pk).first() or Talk(page=page),
        moderators=moderators_of(page) if posts or user.is_authenticated else set(),
        read=mark,
        has_draft=has_draft,
        addresses=addresses_of({post.author_id for post in posts if post.author_id}, user),
    )


def _why_gone(post: Post) -> str:
    if not post.is_hidden:
        return ""
    if post.is_withdrawn:
        return _("The author took this comment back.")
    reason = {"reason": post.hidden_reason}
    return _("A moderator took this comment away: %(reason)s") % reason
