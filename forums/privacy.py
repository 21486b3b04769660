"""Where a person takes part, and which summaries they wrote."""

from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.pages.privacy import named_pages

from .models import Participation, Summary

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
    ),
)
