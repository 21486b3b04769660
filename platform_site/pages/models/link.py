"""One page leads to another: a topic to its forum, a discussion to the record that sums it up."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .page import Page


class PageLink(models.Model):
    """Two pages of any kinds, which need not know each other's sections.

    It has no visibility of its own: each end shows the other to those who may see that one.
    """

    class Kind(models.TextChoices):
        # Followers of the target are told of the page as followers of a subject are.
        WITHIN = "within", _("within")
        SUMMARY = "summary", _("summed up in")

    page = models.ForeignKey(Page, models.CASCADE, related_name="links")
    target = models.ForeignKey(Page, models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=Kind)

    objects: ClassVar = models.Manager["PageLink"]()

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "kind", "target", name="page_link_once"),
            models.CheckConstraint(condition=~Q(page=F("target")), name="page_link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.target_id}"
