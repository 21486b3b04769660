"""Pages that a person contributed, and pages that somebody let them see."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, More, Row, register
from platform_site.accounts.models import User

from . import kinds
from .models import Page, PageGrant, PageText, visibility


def named_pages(column: str = "page_id") -> More:
    """For rows that hang on a page: its title and address, if the person may see it still."""

    def more(rows: Sequence[Any], person: User) -> dict[Any, Row]:
        ids = {getattr(row, column) for row in rows}
        pages = Page.objects.visible_to(person).in_bulk(ids - {None})
        return {
            row.pk: {"page_title": page.title, "page_address": page.get_absolute_url()}
            for row in rows
            if (page := pages.get(getattr(row, column)))
        }

    return more


def contributed(person: User) -> QuerySet[Page]:
    """Without the person's own page, which its own app speaks for."""
    own = [kind.name for kind in kinds.all_kinds() if kind.is_personal]
    return Page.objects.filter(contributor=person).exclude(kind__in=own)


def still_seen(prefix: str = "") -> Callable[[QuerySet[Any], User], QuerySet[Any]]:
    """Leaves out what hangs on a page of a circle that the person has left."""

    def seen(rows: QuerySet[Any], person: User) -> QuerySet[Any]:
        open_to_others = Q(**{f"{prefix}circle__isnull": True})
        return rows.filter(open_to_others | visibility(person, prefix))

    return seen


def texts(pages: Sequence[Page], person: User) -> dict[Any, Row]:
    sources = PageText.objects.filter(page__in=[page.pk for page in pages])
    return {pk: {"text": source} for pk, source in sources.values_list("page", "source")}


register(
    Holding(
        name="pages_not_published",
        title=_("Contributions that were never published"),
        model=Page,
        fate=Fate.GOES,
        by="contributor",
        find=lambda person: contributed(person).filter(published_at__isnull=True),
        more=texts,
    ),
    Holding(
        name="pages_published",
        title=_("Contributions that were published"),
        model=Page,
        fate=Fate.STAYS,
        by="contributor",
        find=lambda person: contributed(person).filter(published_at__isnull=False),
        more=texts,
        seen=still_seen(),
    ),
    Holding(
        name="pages_opened_to_you",
        title=_("Pages that somebody opened to you"),
        model=PageGrant,
        fate=Fate.GOES,
        by="user",
        more=named_pages(),
    ),
    Holding(
        name="pages_opened_by_you",
        title=_("Pages that you opened to somebody"),
        model=PageGrant,
        fate=Fate.STAYS,
        by="granted_by",
        only=("page", "granted_at"),
        more=named_pages(),
    ),
)
