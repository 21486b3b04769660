"""What a person did, and what was done that concerns them: who did it is forgotten, not what."""

from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.pages.privacy import named_pages

from .models import Activity

register(
    Holding(
        name="activity",
        title=_("What you did"),
        model=Activity,
        fate=Fate.STAYS,
        by="actor",
        without=("concerns",),
        more=named_pages(),
    ),
    Holding(
        name="activity_concerning_you",
        title=_("What others did that concerns you"),
        model=Activity,
        fate=Fate.STAYS,
        by="concerns",
        without=("actor",),
        more=named_pages(),
    ),
)
