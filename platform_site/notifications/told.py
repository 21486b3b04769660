"""What a person may still be told, asked anew each time something is shown or sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from platform_site.activity import notices
from platform_site.activity.models import Activity
from platform_site.activity.notices import Said
from platform_site.pages.models import Page

from .models import Delivery, SavedSearch
from .searches import names_of

if TYPE_CHECKING:
    from platform_site.accounts.models import User

type Reasons = dict[int, Delivery.Skipped]


@dataclass(frozen=True)
class Told:
    """One delivery in words. Of a circle's page there is nothing but its title and its link."""

    delivery: Delivery
    page: Page
    said: Said
    # The page whose follow is the reason, when the reader can still see it.
    followed: Page | None
    # The search whose follow is the reason, when the reader follows it still.
    search: "Search | None"


@dataclass(frozen=True)
class Search:
    """A followed search in words."""

    pk: int
    name: str
    path: str


def tell(deliveries: Sequence[Delivery], reader: "User") -> tuple[list[Told], Reasons]:
    """In the active language: what can be told, and for the rest the reason why not.

    The deliveries need their `activity`. One query for the pages and those of the words.
    """
    forgotten = {d.pk: Delivery.Skipped.GONE for d in deliveries if d.activity is None}
    deliveries = [d for d in deliveries if d.activity is not None]
    ids = {_activity(d).page_id for d in deliveries} | _followed(deliveries)
    pages = Page.objects.visible_to(reader).named().filter(pk__in=ids).in_bulk()
    seen = [d for d in deliveries if _activity(d).page_id in pages]
    searches = _searches(deliveries, reader)
    said = _say([_activity(d) for d in seen], pages, reader)
    told = [
        Told(
            delivery=d,
            page=pages[_activity(d).page_id],
            said=said[d.activity_id],
            followed=pages.get(d.followed_id or 0),
            search=searches.get(d.search_id or 0),
        )
        for d in seen
        if d.activity_id in said
    ]
    return told, forgotten | _untold(deliveries, pages, said)


def _searches(deliveries: Iterable[Delivery], reader: "User") -> dict[int, Search]:
    asked = {d.search_id for d in deliveries if d.search_id}
    if not asked:
        return {}
    held = SavedSearch.objects.of(reader).in_bulk(asked)
    names = names_of(held.values(), reader)
    return {pk: Search(pk, names[pk], one.get_absolute_url()) for pk, one in held.items()}


def _say(activities: Iterable[Activity], pages: dict[int, Page], reader: "User") -> dict[int, Said]:
    by_verb: dict[str, list[Activity]] = {}
    for activity in activities:
        activity.page = pages[activity.page_id]
        by_verb.setdefault(activity.verb, []).append(activity)
    said: dict[int, Said] = {}
    for verb, group in by_verb.items():
        if notice := notices.get(verb):
            said |= notice.say(group, reader)
    happened = {a.pk: a for group in by_verb.values() for a in group}
    return {pk: _discreetly(words, happened[pk]) for pk, words in said.items()}


def _discreetly(said: Said, activity: Activity) -> Said:
    notice = notices.get(activity.verb)
    if activity.page.circle_id is None or (notice and notice.tells_nothing_inside):
        return said
    return Said(line=activity.page.name, path=said.path)


def _untold(
    deliveries: Iterable[Delivery], pages: dict[int, Page], said: dict[int, Said]
) -> Reasons:
    return {d.pk: _why_not(d, pages) for d in deliveries if d.activity_id not in said}


def _why_not(delivery: Delivery, pages: dict[int, Page]) -> Delivery.Skipped:
    is_seen = _activity(delivery).page_id in pages
    return Delivery.Skipped.GONE if is_seen else Delivery.Skipped.NO_ACCESS


@dataclass(frozen=True)
class Bundle:
    """What happened several times on one page, newest first, as one line."""

    told: list[Told]

    @property
    def page(self) -> Page:
        return self.told[0].page

    @property
    def line(self) -> str:
        if len(self.told) == 1 or self.page.circle_id is not None:
            return self.told[0].said.line
        notice = notices.get(self.verb)
        return notice.several(len(self.told), self.page.name) if notice else self.page.name

    @property
    def path(self) -> str:
        """Where the first of them is, to read on from there."""
        return self.told[-1].said.path

    @property
    def text(self) -> str:
        return self.told[0].said.text if len(self.told) == 1 else ""

    @property
    def verb(self) -> str:
        return _activity(self.told[0].delivery).verb

    @property
    def at(self) -> datetime:
        return _activity(self.told[0].delivery).happened_at

    @property
    def is_unread(self) -> bool:
        return any(told.delivery.read_at is None for told in self.told)

    @property
    def newest_id(self) -> int:
        return self.told[0].delivery.pk


def bundle(told: Iterable[Told]) -> list[Bundle]:
    """One bundle for each page and verb, in the order of their newest."""
    bundles: dict[tuple[int, str], Bundle] = {}
    for one in told:
        key = (one.page.pk, _activity(one.delivery).verb)
        bundles.setdefault(key, Bundle([])).told.append(one)
    return list(bundles.values())


def _followed(deliveries: Iterable[Delivery]) -> set[int]:
    return {d.followed_id for d in deliveries if d.followed_id is not None}


def _activity(delivery: Delivery) -> Activity:
    """The activity of a delivery that has one: every one but digests and letters."""
    return cast(Activity, delivery.activity)
