"""Other words for the search: what a concept is called besides, in its own and other languages."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Case, When

from platform_site.search import synonyms
from platform_site.search.synonyms import Synonym

from .models import Designation

if TYPE_CHECKING:
    from platform_site.access.models import Person


def designations(phrases: Sequence[str], user: "Person") -> Iterable[Synonym]:
    """The terms of every concept that is called as one of the phrases says. One query.

    Our own concepts before the thesaurus's, preferred terms before others.
    """
    held = Designation.objects.visible_to(user).filter(concept__designations__folded__in=phrases)
    is_preferred = Case(When(status=Designation.Status.PREFERRED, then=0), default=1)
    ordered = held.order_by("concept__subtype", is_preferred, "pk")
    rows = ordered.values_list("concept__designations__folded", "text", "language", "folded")
    return [Synonym(*row) for *row, folded in rows if folded != row[0]]


synonyms.register(designations)
