"""A name out of public titles is among the words that the search offers, until they are counted
again: an hour is too long for somebody who has left."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.core.sort_keys import fold

from .models import Word


def words_of_name(person: User) -> QuerySet[Word]:
    """What other titles say too comes back with the next count."""
    return Word.objects.filter(folded__in=fold(person.display_name).split())


register(
    Holding(
        name="words",
        title=_("Words of your name that the search knows from public titles"),
        model=Word,
        fate=Fate.GOES,
        find=words_of_name,
    ),
)
