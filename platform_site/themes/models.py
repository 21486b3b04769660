"""Themes: the branches of social security, thematic areas, population groups, types of scheme."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Subject, SubjectQuerySet


class ThemeQuerySet(SubjectQuerySet["Theme"]):
    def families(self) -> Self:
        """The themes on top, each the whole of its family."""
        return self.filter(parent__isnull=True)

    def of_family(self, family: str) -> Self:
        return self.filter(subtype=family)

    def in_order(self) -> Self:
        """As the sources list them: branches by the Parts of Convention No. 102, say."""
        return self.order_by("position")


class Theme(Subject):
    """A theme that pages are about; its family is its `subtype`, none for the families themselves.

    The branches of social security are these nine: a fixed table, never free tags.
    """

    class Family(models.TextChoices):
        BRANCH = "branch", _("Branch of social security")
        LIFE_CYCLE = "life_cycle", _("Protection across the life cycle")
        BUILDING_BLOCK = "building_block", _("Building block")
        CROSS_CUTTING = "cross_cutting", _("Protection for all people")
        TARGET_GROUP = "target_group", _("Population group")
        SCHEME_TYPE = "scheme_type", _("Type of scheme")

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subthemes"
    )
    position = models.PositiveSmallIntegerField(default=0)
    # Where the theme comes from, as its source says: "C102 Part V".
    reference = models.CharField(max_length=100, blank=True, default="")
    # Keys of `wording.GUARANTEES`, with a semicolon between them.
    guarantees = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar = ThemeQuerySet.as_manager()
