"""Where a person takes part, and which summaries they wrote."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import named_pages

from .models import Participation, Summary


def without_name(summaries: QuerySet[Any], person: User) -> None:
    """The form proposes the facilitators' names as authors; this one is taken out again."""
    for summary in summaries:
        names = [name.strip() for name in summary.authors.split(";")]
        authors = "; ".join(name for name in names if name != person.display_name)
        Summary.objects.filter(pk=summary.pk).update(authors=authors, written_by=None)


register(
    Holding(
        name="e_discussions_joined",
        title=_("E-discussions you joined"),
        model=Participation,
        fate=Fate.GOES,
        by="user",
        more=named_pages("forum_id"),
    ),
    Holding(
        name="summaries_written",
        title=_("Summaries of e-discussions that you wrote"),
        model=Summary,
        fate=Fate.STAYS,
        by="written_by",
        without=("html",),
        more=named_pages("forum_id"),
        erase=without_name,
    ),
)
