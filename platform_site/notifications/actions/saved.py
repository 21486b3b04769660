"""Following a search, and reading it again when words that say the same were added."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import QueryDict

from platform_site.search.forms import SearchForm
from platform_site.search.standing import Standing, standing

from ..models import Frequency, SavedSearch

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# Each is compared with every new page.
MOST = 50


class TooManySearches(Exception):
    """This person follows as many searches as one may."""


@transaction.atomic
def follow_search(*, search: Standing, by: "User", frequency: str = "") -> SavedSearch:
    """Follows what the search finds from now on, or changes how often one is told."""
    columns = asdict(search)
    others = SavedSearch.objects.of(by).exclude(address=search.address)
    if others.count() >= MOST:
        raise TooManySearches
    saved, _made = SavedSearch.objects.update_or_create(
        user=by, address=columns.pop("address"), defaults=columns | {"frequency": frequency}
    )
    return saved


@transaction.atomic
def unfollow_search(*, address: str, by: "User") -> None:
    SavedSearch.objects.of(by).filter(address=address).delete()


@transaction.atomic
def stop_mails_of_search(*, search_id: int, person_id: int) -> None:
    """No more mail about one search; the inbox still tells."""
    SavedSearch.objects.filter(pk=search_id, user=person_id).update(frequency=Frequency.NEVER)


def read_searches_again() -> int:
    """Widens followed searches by what says the same today; says how many changed."""
    searches = SavedSearch.objects.filter(user__is_active=True).select_related("user")
    return sum(_read_again(saved) for saved in searches.order_by("pk").iterator(chunk_size=500))


def _read_again(saved: SavedSearch) -> bool:
    form = SearchForm(QueryDict(saved.address))
    wanted = standing(form, user=saved.user) if form.is_valid() else None
    if wanted is None or wanted.match == saved.match:
        return False
    return bool(SavedSearch.objects.filter(pk=saved.pk).update(match=wanted.match))
