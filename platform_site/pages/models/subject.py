"""Subjects: pages that others are about."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .gate import copies_admit
from .page import Page, PageQuerySet

if TYPE_CHECKING:
    from platform_site.access.models import Person


class SubjectQuerySet[S: "Subject"](PageQuerySet[S]):
    def below(self, subject: "Subject") -> "SubjectQuerySet[S]":
        """Every subject under this one: the countries of a region, say."""
        return self.filter(
            pk__in=SubjectAncestor.objects.filter(ancestor=subject.pk).values("subject")
        )


class Subject(Page):
    """A country, region, group, theme, organisation or programme."""

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_subject"
    )
    code = models.CharField(max_length=30, unique=True, help_text=_("ISO3, theme code, …"))

    objects: ClassVar = SubjectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class SubjectAncestor(models.Model):
    """What lies above a subject, at any distance: kept by `actions.set_ancestors`."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="ancestors")
    ancestor = models.ForeignKey(Subject, models.CASCADE, related_name="descendants")

    class Meta:
        constraints = [
            models.UniqueConstraint("subject", "ancestor", name="subject_ancestor_once"),
            models.CheckConstraint(
                condition=~Q(subject=F("ancestor")), name="subject_not_its_own_ancestor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} lies in {self.ancestor_id}"


class PageSubjectQuerySet(models.QuerySet["PageSubject"]):
    def admitting(self, user: "Person") -> Self:
        """The links of published pages that the person may see, by the copies alone."""
        return self.filter(copies_admit(user), published_at__isnull=False)


class PageSubject(models.Model):
    """A page is about a subject: named by a person, or because a subject below it was named.

    kind, audience, circle and published_at are copies of the page's, kept by triggers, so that
    "the newest ten of a kind about X" is one index scan. The page's own gate stays authoritative.
    """

    class Strength(models.IntegerChoices):
        PRIMARY = 3, _("mainly about it")
        SUBSTANTIAL = 2, _("a good part is about it")
        MENTION = 1, _("mentions it")

    page = models.ForeignKey(Page, models.CASCADE, related_name="page_subjects")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="subject_pages")
    strength = models.PositiveSmallIntegerField(choices=Strength, default=Strength.PRIMARY)
    is_direct = models.BooleanField(default=True)
    kind = models.CharField(max_length=20, editable=False)
    audience = models.CharField(max_length=10, editable=False)
    circle_id = models.BigIntegerField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = PageSubjectQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("page", "subject", name="page_subject_once")]
        indexes = [
            models.Index(
                "subject",
                "kind",
                F("published_at").desc(),
                F("page").desc(),
                include=["audience", "circle_id"],
                condition=Q(published_at__isnull=False),
                name="page_subject_feed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} is about {self.subject_id}"
