"""Tasks as one person may see them: everything here passed the gate."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import Http404
from django.utils.functional import Promise

from .models import Task, TaskList, TaskQuerySet, Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person

FILTERS = ("mine", "overdue")
# Of what is done only the latest is shown; the file has all of it.
DONE_SHOWN = 50


@dataclass(frozen=True)
class Group:
    """The tasks in one state."""

    state: str
    label: str | Promise
    tasks: list[Task]


def visible_tasks(workspace: Workspace, user: "Person") -> TaskQuerySet:
    return Task.objects.visible_to(user).filter(page__workspace=workspace)


def all_tasks(workspace: Workspace, user: "Person") -> list[Task]:
    return list(visible_tasks(workspace, user).in_order().prefetch_related("people"))


def groups(workspace: Workspace, user: "Person", *, show: str = "") -> list[Group]:
    """What is to do, what is being done, what was done last. Four queries."""
    tasks = visible_tasks(workspace, user).prefetch_related("people")
    if show == "mine":
        tasks = tasks.mine(user)
    if show == "overdue":
        tasks = tasks.overdue()
    standing = list(tasks.exclude(state=Task.State.DONE).in_order())
    done = list(tasks.filter(state=Task.State.DONE).order_by("-done_at", "-pk")[:DONE_SHOWN])
    by_state: dict[str, list[Task]] = {state: [] for state in Task.State.values}
    for task in [*standing, *done]:
        by_state[task.state].append(task)
    return [Group(state, Task.State(state).label, by_state[state]) for state in by_state]


def progress(workspace: Workspace, user: "Person") -> dict[str, int]:
    counts = visible_tasks(workspace, user).aggregate(
        all=Count("pk"), done=Count("pk", filter=Q(state=Task.State.DONE))
    )
    return {"all": counts["all"], "done": counts["done"]}


def task_or_404(user: "Person", pk: int) -> Task:
    rows = Task.objects.visible_to(user).select_related("page__workspace", "created_by", "done_by")
    task: Task | None = rows.prefetch_related("people").filter(pk=pk).first()
    if task is None:
        raise Http404
    return task


def list_or_404(user: "Person", pk: int) -> TaskList:
    visible: Any = TaskList.objects.published().visible_to(user)
    page: TaskList | None = visible.select_related("workspace").filter(pk=pk).first()
    if page is None:
        raise Http404
    return page
