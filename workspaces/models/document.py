"""Document: a page of the inside, with every version it ever had and the drafts beside it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Membership
from platform_site.moderation.models import Revision
from platform_site.pages.models import Page, PageGrant, PageQuerySet, visibility

from .workspace import Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person


class DocumentQuerySet(PageQuerySet["Document"]):
    """Every set here passes the gate, or says why it must not."""

    def in_circles_of(self, user: "Person") -> Self:
        return self.filter(circle__in=Membership.objects.of(user).values("circle"))

    def writable_by(self, user: "Person") -> Self:
        """Members write what stands, and guests what was opened to them for writing, as long as
        the workspace is not archived."""
        written = GuestWriter.objects.filter(grant__user=user.pk).values("grant__page")
        circles = Membership.objects.of(user).values("circle")
        open_ones = self.visible_to(user).published()
        open_ones = open_ones.exclude(workspace__status=Workspace.Status.ARCHIVED)
        return open_ones.filter(Q(circle__in=circles) | Q(pk__in=written))

    def taken_away(self, user: "Person") -> Self:
        """What members may bring back. Archived pages pass the gate for their authors only; here
        the circle asks for its own."""
        return self.filter(state=Page.State.ARCHIVED).in_circles_of(user)


class Document(Page):
    """A text that people write together. Its audience is always the circle of its workspace."""

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_document"
    )
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="documents")
    above = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="below")
    # Among those with the same document above; equal ones stand in the order they were made.
    position = models.PositiveIntegerField(default=0)

    objects: ClassVar = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(above__isnull=True) | ~Q(above=F("page_ptr")),
                name="document_not_under_itself",
            ),
        ]


class DocumentVersion(models.Model):
    """What a document was called and said, once; the revision has the texts and who wrote them."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="document_versions")
    number = models.PositiveIntegerField()
    revision = models.OneToOneField(Revision, models.CASCADE, related_name="document_version")
    # The version it repeats, when somebody brought an old one back.
    restores = models.PositiveIntegerField(null=True, blank=True)
    # Others had saved meanwhile: what stands there is more than its author sent.
    is_merged = models.BooleanField(default=False)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "number", name="document_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="document_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def title(self) -> str:
        return str((self.revision.result or {})["title"])

    @property
    def text(self) -> str:
        return str((self.revision.result or {})["text"])


class GuestWriter(models.Model):
    """A guest who may also write the document that was opened to them. Goes with the grant."""

    grant = models.OneToOneField(
        PageGrant, models.CASCADE, primary_key=True, related_name="writing"
    )

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return f"{self.grant_id} may write"


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, user: "Person") -> Self:
        """A person's own drafts of what they can still reach; nobody else ever sees a draft.

        One that arrived after its own form was saved is none any more.
        """
        inside = Workspace.objects.entered_by(user)
        saved = Revision.objects.filter(submission_key=OuterRef("key"))
        mine = self.filter(~Exists(saved), user=user.pk)
        return mine.filter(
            visibility(user, prefix="document__") | Q(document__isnull=True, workspace__in=inside)
        )


class Draft(models.Model):
    """What one person is writing in one window, kept as they write; never a version."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts_inside")
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="working_copies")
    # Empty while the document itself is new.
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="working_copies"
    )
    # Each form has its own, so that two windows of one person never overwrite each other.
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    text_format = models.CharField(max_length=6, default="markup")
    based_on = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField(db_default=Now())

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("document", "kept_at", name="draft_of_document"),
            models.Index("user", "workspace", name="draft_of_person"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.user_id}"
