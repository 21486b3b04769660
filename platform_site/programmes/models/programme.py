"""Programmes, initiatives and partnerships."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Subject, SubjectQuerySet

from .period import Dated


class Programme(Dated, Subject):
    """A programme or initiative that pages are about; which of them is the page's `subtype`.

    `about` says what it is for, language → text: a programme exists once, for every language.
    """

    class Type(models.TextChoices):
        PROGRAMME = "programme", _("Programme")
        INITIATIVE = "initiative", _("Initiative")
        PARTNERSHIP = "partnership", _("Partnership")
        BOARD = "board", _("Coordinating board")
        PLATFORM = "platform", _("Knowledge platform")

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    about = models.JSONField(_("what it is for"), default=dict)
    # Those who take part and are no organisation here, in the words of the source.
    others = models.CharField(_("others who take part"), max_length=600, blank=True, default="")
    link = models.URLField(_("link"), max_length=500, blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True, default="")

    objects: ClassVar = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class Phase(Dated, models.Model):
    """A part of a programme with dates of its own. Changed by import only."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()
    # Language → text, each.
    scope = models.JSONField(default=dict)
    focus = models.JSONField(default=dict)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("programme", "number", name="phase_once")]

    def __str__(self) -> str:
        return f"{self.programme_id}, phase {self.number}"
