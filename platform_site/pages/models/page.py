"""Page: the concrete base of everything with an address."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from platform_site.access.models import Circle
from platform_site.core import paging

from .gate import copies_admit, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person

    from .subject import Subject


class PageQuerySet[P: "Page"](models.QuerySet[P]):
    """Sets of pages; what reaches a person always passed `visible_to`."""

    def visible_to(self, user: "Person") -> Self:
        return self.of_own_kind().filter(visibility(user))

    def of_own_kind(self) -> Self:
        """Says in so many words which kind the model's own table implies: only then are the
        indexes used that begin with the kind (decision 0001: a list of articles 95 ms without).

        Not for countries and the like: they are few, their ids are the lowest, and with a kind
        PostgreSQL walks through all the other pages to make sure that there are no more.
        """
        from platform_site.pages import kinds  # noqa: PLC0415 (kinds need the model)

        kind = kinds.of_model(self.model)
        return self.of_kind(kind.name) if kind and kind.is_written else self

    def published(self) -> Self:
        return self.filter(state=Page.State.PUBLISHED)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def about(self, subject: "Subject") -> Self:
        """Pages about the subject or about what lies below it (its ancestors are stored too)."""
        return self.filter(page_subjects__subject=subject)

    def tagged(self, slug: str, *, visible: "PageQuerySet[Page]") -> Self:
        """The originals that carry the tag, themselves or in a language that `visible` holds."""
        carrying = visible.filter(page_tags__tag__slug=slug)
        return self.filter(pk__in=carrying.values_list(Coalesce("translation_of", "pk")))

    def listed_about(self, subject: "Subject", *, kind: str, user: "Person") -> Self:
        """The published pages of a kind about the subject, to be sorted and paged.

        Sorted on the copies in PageSubject they are one index scan, of ten rows or of a million.
        The copies only narrow down: the set still passes `visible_to`.
        """
        listed = self.visible_to(user).filter(
            copies_admit(user, prefix="page_subjects__"),
            page_subjects__subject=subject,
            page_subjects__kind=kind,
            page_subjects__published_at__isnull=False,
        )
        return listed.annotate(
            listed_at=F("page_subjects__published_at"), listed_pk=F("page_subjects__page_id")
        )

    def newest_first(self) -> Self:
        return self.order_by(*(f"-{column}" for column in paging.columns(self)))

    def named(self, language: str | None = None) -> Self:
        """Adds `name` and `sort_name`: the name in the reader's language, else the title."""
        names = PageName.objects.filter(
            page=OuterRef("pk"), language=language or get_language() or "en"
        )
        return self.annotate(
            name=Coalesce(Subquery(names.values("text")), F("title")),
            sort_name=Coalesce(Subquery(names.values("sort_key")), F("title")),
        )


class Page(models.Model):
    """Identity, words in a line, state and audience; what is wide or hot sits beside it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PENDING = "pending", _("waiting for review")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("everyone")
        MEMBERS = "members", _("anyone signed in")
        CIRCLE = "circle", _("members of a circle")

    kind = models.CharField(max_length=20, editable=False)
    subtype = models.CharField(_("type"), max_length=30, blank=True, default="")
    slug = models.SlugField(max_length=200, db_index=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    translation_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.CharField(_("summary"), max_length=600, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, blank=True, related_name="pages")
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("contributor"),
        null=True,
        blank=True,
        related_name="contributed_pages",
    )
    # Counts accepted changes; two editors of one page meet here.
    version = models.PositiveIntegerField(default=1)
    is_demonstration = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Shown as an example; says nothing about a real country."),
    )
    # What the work that the page records came out in; empty where the page is the work itself.
    # Here and not in the child: lists filter on it, and the search reads no child's table.
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(_("changed at"), db_default=Now(), editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects: ClassVar = PageQuerySet.as_manager()
    tags = TaggableManager(through="pages.PageTag", blank=True)

    if TYPE_CHECKING:
        # There after `PageQuerySet.named()`.
        name: str

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "slug", name="page_address"),
            models.CheckConstraint(
                condition=Q(audience="circle", circle__isnull=False)
                | (~Q(audience="circle") & Q(circle__isnull=True)),
                name="page_circle_is_audience",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="page_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(translation_of__isnull=True) | ~Q(translation_of=F("pk")),
                name="page_not_its_own_translation",
            ),
        ]
        indexes = [
            # A list of one kind. Not partial on circle: a member's list would be sorted whole.
            models.Index(
                "kind",
                F("published_at").desc(),
                F("id").desc(),
                include=["audience", "circle"],
                condition=Q(state="published"),
                name="page_newest_of_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        from platform_site.pages import kinds  # noqa: PLC0415 (kinds need the model)

        return kinds.get(self.kind).address(self)

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def original(self) -> "Page":
        """The page that follows, comments and counters belong to."""
        return self.translation_of or self

    def name_in(self, language: str) -> str:
        """The name of a reference page in a language, else its title."""
        return next((n.text for n in self.names.all() if n.language == language), self.title)


class PageText(models.Model):
    """The body: what was written, and the clean HTML made of it when it was accepted."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="text")
    source = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True, editable=False)

    def __str__(self) -> str:
        return self.source[:80]


class PageName(models.Model):
    """What a reference page is called in one language."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="names")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    # Made by core.sort_keys: the embedded PostgreSQL has no collation per language.
    sort_key = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint("page", "language", name="page_name_once")]

    def __str__(self) -> str:
        return self.text


class PageWords(models.Model):
    """What a page is also found by: authors, an ISBN, an acronym, other labels. Never shown.

    `language` says how the words are read; without one they are read as they stand.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="words")
    language = models.CharField(max_length=12, blank=True, default="")
    text = models.TextField()

    class Meta:
        verbose_name_plural = "page words"
        constraints = [models.UniqueConstraint("page", "language", name="page_words_once")]

    def __str__(self) -> str:
        return self.text[:80]


class PageCounters(models.Model):
    """Kept apart from Page, whose indexes would all be touched by every reply."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="counters")
    posts = models.PositiveIntegerField(default=0)
    followers = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "page counters"

    def __str__(self) -> str:
        return f"{self.posts} posts, {self.followers} followers"
