"""Tasks: what is to be done, by whom, until when."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, PageQuerySet, visibility

from .workspace import Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person


class TaskList(Page):
    """What the tasks of a workspace hang on: a page of its circle.

    The workspace's own page may be public; tasks on that one would be, too.
    """

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_task_list"
    )
    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="task_list")

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of tasks")
        verbose_name_plural = _("lists of tasks")


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: "Person") -> Self:
        return self.filter(visibility(user, prefix="page__"))

    def changeable_by(self, user: "Person") -> Self:
        archived = Workspace.Status.ARCHIVED
        return self.visible_to(user).exclude(page__workspace__status=archived)

    def mine(self, user: "Person") -> Self:
        return self.filter(pk__in=TaskPerson.objects.filter(user=user.pk).values("task"))

    def overdue(self) -> Self:
        return self.exclude(state=Task.State.DONE).filter(due_date__lt=timezone.localdate())

    def in_order(self) -> Self:
        """By state, then by date with the undated last, then as people put them."""
        rank = models.Case(
            *(models.When(state=state, then=n) for n, state in enumerate(Task.State.values))
        )
        return self.order_by(rank, models.F("due_date").asc(nulls_last=True), "position", "pk")


class Task(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DOING = "doing", _("being done")
        DONE = "done", _("done")

    page = models.ForeignKey(TaskList, models.CASCADE, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    text = models.TextField(_("more about it"), blank=True, max_length=5000)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.OPEN)
    due_date = models.DateField(_("until"), null=True, blank=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    position = models.PositiveIntegerField(default=0)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="TaskPerson", related_name="tasks"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="tasks_given"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="tasks_done"
    )
    # Makes a form sent twice one task.
    submission_key = models.UUIDField(unique=True, null=True, editable=False)

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True, done_by__isnull=True)),
                name="task_done_has_date",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="task_has_title"),
        ]
        indexes = [models.Index("page", "state", "due_date", name="task_of_list")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workspaces:task", args=[self.pk])

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_overdue(self) -> bool:
        return (
            not self.is_done and self.due_date is not None and self.due_date < timezone.localdate()
        )


class TaskPerson(models.Model):
    """Who does a task; members of the workspace only."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="task_assignments"
    )
    assigned_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint("user", "task", name="task_person_once")]

    def __str__(self) -> str:
        return f"{self.user_id} does {self.task_id}"
