"""Which organisation takes part in a programme or project, and as what."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.organisations.models import Organisation
from platform_site.pages.models import Page, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person


# What an organisation does, said on its own page.
DEEDS = {
    "requested": pgettext_lazy("what an organisation does", "asked for it"),
    "launched": pgettext_lazy("what an organisation does", "launched it"),
    "coordinates": pgettext_lazy("what an organisation does", "coordinates it"),
    "implements": pgettext_lazy("what an organisation does", "carries it out with others"),
    "partner": pgettext_lazy("what an organisation does", "partner"),
    "funder": pgettext_lazy("what an organisation does", "funds it"),
}


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def visible_to(self, user: "Person") -> Self:
        """Those whose page and organisation the person may see."""
        return self.filter(visibility(user, "page__"), visibility(user, "organisation__"))


class Involvement(models.Model):
    """`as_named` is how the source calls it there, such as "UN Secretary-General"."""

    class Role(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("role of an organisation", "Asked for by")
        LAUNCHED = "launched", pgettext_lazy("role of an organisation", "Launched by")
        COORDINATES = "coordinates", pgettext_lazy("role of an organisation", "Coordinated by")
        IMPLEMENTS = "implements", pgettext_lazy("role of an organisation", "Carried out with")
        PARTNER = "partner", pgettext_lazy("role of an organisation", "Partner")
        FUNDER = "funder", pgettext_lazy("role of an organisation", "Funder or donor")

    page = models.ForeignKey(Page, models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    as_named = models.CharField(max_length=300)

    objects: ClassVar = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "organisation", "role", name="involvement_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.page_id}"

    @property
    def deed(self) -> str:
        return str(DEEDS[self.role])

    @property
    def remark(self) -> str:
        """What the source says beyond the organisation's name: "Secretary-General"."""
        organisation = self.organisation
        if organisation.title.startswith(self.as_named):
            return ""
        for known in (organisation.title, organisation.acronym):
            rest = self.as_named.removeprefix(known)
            if rest != self.as_named and not rest[:1].isalnum():
                rest = rest.strip(" ,")
                return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
        return self.as_named
