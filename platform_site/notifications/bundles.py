"""The inbox in lines: what happened several times on one page is one line with its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q

from platform_site.activity import notices
from platform_site.pages.models import Page

from .models import Delivery
from .slices import Slice, newest
from .told import Told, tell

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# What the inbox can be narrowed to.
UNREAD, FOR_ME = "unread", "me"
LINES = 30


@dataclass(frozen=True)
class Line:
    """All of one verb on one page, for one of two reasons: for the reader, or as a follower."""

    newest: Told
    # Where to read on: the oldest unread one, else the newest.
    first: Told
    count: int
    unread: int
    newest_id: int

    @property
    def page(self) -> Page:
        return self.newest.page

    @property
    def verb(self) -> str:
        activity = self.newest.delivery.activity
        return activity.verb if activity else ""

    @property
    def line(self) -> str:
        """In words; of a circle's page nothing but its title."""
        number = self.unread or self.count
        if number == 1 or self.page.circle_id is not None:
            return self.first.said.line
        notice = notices.get(self.verb)
        return notice.several(number, self.page.name) if notice else self.page.name

    @property
    def path(self) -> str:
        return self.first.said.path

    @property
    def text(self) -> str:
        return self.first.said.text if (self.unread or self.count) == 1 else ""

    @property
    def at(self) -> datetime:
        return self.newest.delivery.created_at


def lines_of(reader: "User", *, show: str, mark: str) -> tuple[list[Line], Slice]:
    """One page of the inbox: three queries and those of the words, however much there is."""
    notices_of = Delivery.objects.inbox().visible_to(reader)
    if show == UNREAD:
        notices_of = notices_of.filter(read_at__isnull=True)
    if show == FOR_ME:
        notices_of = notices_of.filter(because=Delivery.Because.TO_ME)
    groups = _grouped(notices_of)
    page = newest(groups, by="newest", key=lambda group: group["newest"], mark=mark, size=LINES)
    return _lines(page.items, reader), page


def _grouped(rows: Any) -> Any:
    unread = Q(read_at__isnull=True)
    return (
        rows.order_by()
        .annotate(is_mine=Q(because=Delivery.Because.TO_ME))
        .values("activity__page", "activity__verb", "is_mine")
        .annotate(
            newest=Max("pk"),
            oldest_unread=Min("pk", filter=unread),
            count=Count("pk"),
            unread=Count("pk", filter=unread),
        )
    )


def _lines(groups: Sequence[dict[str, Any]], reader: "User") -> list[Line]:
    ids = {group[name] for group in groups for name in ("newest", "oldest_unread")} - {None}
    rows = Delivery.objects.select_related("activity__actor", "activity__page").filter(pk__in=ids)
    told, _untold = tell(list(rows), reader)
    by_id = {one.delivery.pk: one for one in told}
    return list(filter(None, (_line(group, by_id) for group in groups)))


def _line(group: dict[str, Any], told: dict[int, Told]) -> Line | None:
    """None when neither end of it can be told any more."""
    last = told.get(group["newest"])
    first = told.get(group["oldest_unread"] or 0) or last
    if first is None:
        return None
    return Line(
        newest=last or first,
        first=first,
        count=group["count"],
        unread=group["unread"],
        newest_id=group["newest"],
    )
