"""The circles that a person belongs to."""

from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register

from .models import Membership

register(
    Holding(
        name="circles",
        title=_("Circles you belong to"),
        model=Membership,
        fate=Fate.GOES,
        by="user",
    ),
)
