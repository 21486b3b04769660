"""Articles: what happened, said in a headline, a teaser and a text."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
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
    # Where an item comes from that nobody contributed: the project brought it along.
    credit = models.CharField(max_length=200, blank=True, default="", editable=False)
    link = models.URLField(_("link"), max_length=500, blank=True)
    # When it happened, where that is not the day it was published.
    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    happened_until = models.DateField(_("until"), null=True, blank=True)
    # A sentence somebody said: never without who said it.
    quote = models.CharField(_("quote"), max_length=600, blank=True, default="")
    quote_by = models.CharField(_("who said it"), max_length=120, blank=True, default="")
    quote_role = models.CharField(_("as what"), max_length=160, blank=True, default="")

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        constraints = [
            models.CheckConstraint(
                condition=Q(quote="") | ~Q(quote_by=""), name="article_quote_is_attributed"
            ),
            models.CheckConstraint(
                condition=Q(happened_until__isnull=True)
                | Q(happened_on__isnull=False, happened_until__gt=F("happened_on")),
                name="article_happened_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title
