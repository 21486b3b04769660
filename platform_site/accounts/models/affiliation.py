"""What people and organisations are asked to call themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """The sides of tripartite dialogue; everybody else is "other"."""

    GOVERNMENT = "government", pgettext_lazy("a side of social dialogue", "Government")
    EMPLOYERS = "employers", pgettext_lazy("a side of social dialogue", "Employers")
    WORKERS = "workers", pgettext_lazy("a side of social dialogue", "Workers")
    OTHER = "other", pgettext_lazy("a side of social dialogue", "Other")


class OrganisationType(models.TextChoices):
    """The kinds of organisation that a person can belong to."""

    GOVERNMENT = "government", _("Government")
    EMPLOYERS = "employers", _("Employers’ organisation")
    WORKERS = "workers", _("Workers’ organisation")
    SOCIAL_SECURITY = "social-security", _("Social security institution")
    INTERNATIONAL = "international", _("United Nations or international organisation")
    DEVELOPMENT_BANK = "development-bank", _("Development bank")
    DONOR = "donor", _("Donor")
    NGO = "ngo", _("Non-governmental organisation")
    MUTUAL = "mutual", _("Mutual or cooperative")
    ACADEMIA = "academia", _("Academia and research")
    PRIVATE = "private", _("Private sector")
    INDIVIDUAL = "individual", _("Individual")

    @property
    def side(self) -> Side:
        return _SIDES.get(self.value, Side.OTHER)


_SIDES = {
    "government": Side.GOVERNMENT,
    "social-security": Side.GOVERNMENT,
    "employers": Side.EMPLOYERS,
    "workers": Side.WORKERS,
}
