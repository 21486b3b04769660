"""Articles: what happened, said in a headline, a teaser and a text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.pages.models import Page, PageQuerySet


class Article(Page):
    """A news item. Its type is the page's `subtype`, so that lists filter without a join."""

    class Type(models.TextChoices):
        NEWS = "news", pgettext_lazy("a type of news item", "News")
        PRESS_RELEASE = "press-release", _("Press release")
        STATEMENT = "statement", _("Statement")
        FEATURE = "feature", _("Feature")
        CALL = "call", _("Call")
        MEASURE = "measure", _("Measure or reform")
        ANNOUNCEMENT = "announcement", _("Announcement")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_article"
    )
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def __str__(self) -> str:
        return self.title
