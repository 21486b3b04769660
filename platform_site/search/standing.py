"""A search that is asked again of every new page: as columns, so that many are asked at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from .filters import NO_SUBJECT, filters_of
from .forms import SearchForm

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Whether the row `search`, with the columns of a Standing (`match` as tsquery), finds `entry`.
# The same as `finding.find` for one search, but for the pages that are merely named in it; a test
# holds the two together.
CONDITION = """
  (numnode(search.match) = 0 OR entry.vector @@ search.match)
  AND search.kind IN ('', entry.kind) AND search.subtype IN ('', entry.subtype)
  AND search.language IN ('', entry.language)
  AND (search.year IS NULL OR search.year = entry.year)
  AND (search.about_id IS NULL OR entry.subjects @> ARRAY[search.about_id])
"""


@dataclass(frozen=True)
class Standing:
    """`address` is the same however the search was typed; `words` are as they were typed."""

    address: str
    words: str
    match: str
    kind: str
    subtype: str
    language: str
    year: int | None
    about_id: int | None


def standing(form: SearchForm, *, user: "Person") -> Standing | None:
    """What a valid form looks for; None when that is nothing that could ever be found."""
    query = form.query(user)
    filters = filters_of(form.cleaned_data, user)
    if not form.asks or query.is_nothing or filters.about == NO_SUBJECT:
        return None
    return Standing(
        address=_address(form),
        words=" ".join(form.cleaned_data["q"].split()),
        match=query.match,
        kind=filters.kind,
        subtype=filters.subtype,
        language=filters.language,
        year=filters.year,
        about_id=filters.about,
    )


def _address(form: SearchForm) -> str:
    """In one order, without what says nothing: two people who mean the same have the same."""
    asked = form.cleaned_data
    said = {
        "q": " ".join(asked["q"].casefold().split()),
        "kind": asked["kind"],
        "type": asked["type"],
        "about": asked["about"].upper(),
        "language": asked["language"],
        "year": asked["year"],
        "exact": "on" if asked["exact"] else "",
    }
    return urlencode({name: value for name, value in said.items() if value})
