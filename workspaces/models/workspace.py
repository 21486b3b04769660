"""Workspace: a page that informs, and a circle of people who work together behind it."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Circle, Membership
from platform_site.pages.models import Page, PageQuerySet

if TYPE_CHECKING:
    from platform_site.access.models import Person


class WorkspaceQuerySet(PageQuerySet["Workspace"]):
    def entered_by(self, user: "Person") -> Self:
        """Those whose inside is open to the person."""
        mine = self.filter(own_circle__in=Membership.objects.of(user).values("circle"))
        return mine.filter(state="published")


class Workspace(Page):
    """The public face. What it is for is the page's `subtype`, who sees it the page's `audience`.

    What is inside is restricted to `own_circle`, whoever sees the face.
    """

    class Purpose(models.TextChoices):
        COOPERATION = "technical-cooperation", _("Technical cooperation")
        RESEARCH = "research", _("Research")
        SCHEME = "scheme", _("Setting up a scheme")
        TRAINING = "training", _("Designing a training session")
        MATERIAL = "material", _("Producing material")
        ACTION_PLAN = "action-plan", _("National strategy and action plan")

    class JoinPolicy(models.TextChoices):
        OPEN = "open", _("anyone signed in may join")
        REQUEST = "request", _("people ask, and we answer")
        INVITE = "invite", _("only who is invited")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("resting")
        ARCHIVED = "archived", _("archived")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_workspace"
    )
    own_circle = models.OneToOneField(Circle, models.PROTECT, related_name="workspace")
    join_policy = models.CharField(
        _("how people join"), max_length=8, choices=JoinPolicy, default=JoinPolicy.REQUEST
    )
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.ACTIVE)
    # Makes a form sent twice one workspace.
    submission_key = models.UUIDField(unique=True, null=True, editable=False)

    objects: ClassVar = WorkspaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        permissions = [("inspect_workspace", "Can look into a workspace, with a reason")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_archived(self) -> bool:
        return self.status == self.Status.ARCHIVED
