"""Other words for the search: what countries and groups are called besides their names here."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from platform_site.pages.models import PageName, Subject
from platform_site.search import synonyms
from platform_site.search.synonyms import Synonym, phrase_of

if TYPE_CHECKING:
    from platform_site.access.models import Person

OTHER_NAMES = Path(__file__).parent / "reference" / "other_names.csv"

type Names = dict[str, list[tuple[str, str]]]


@cache
def other_names() -> Names:
    """Code → other names, each with its language."""
    names: Names = defaultdict(list)
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["code"]].append((row["name"], row["language"]))
    return names


def called_otherwise(phrases: Sequence[str], user: "Person") -> Iterable[Synonym]:
    """Ivory Coast is Côte d’Ivoire, and the other way round. One query."""
    subjects = Subject.objects.published().visible_to(user).filter(code__in=other_names())
    rows = PageName.objects.filter(page__in=subjects.values("pk"))
    named: Names = defaultdict(list)
    for code, *name in rows.values_list("page__as_subject__code", "text", "language"):
        named[code].append((name[0], name[1]))
    for code, names in named.items():
        every = [*names, *other_names()[code]]
        asked = [phrase for name, _language in every if (phrase := phrase_of(name)) in phrases]
        for phrase in dict.fromkeys(asked):
            yield from (Synonym(phrase, name, language) for name, language in every)


synonyms.register(called_otherwise)
