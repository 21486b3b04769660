"""Tasks: giving, taking, doing."""

import secrets
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.pages.actions import ensure_counters
from platform_site.pages.models import Page

from .. import permissions
from ..models import Task, TaskList, TaskPerson, Workspace
from .circle import NotAllowedHere, lock, require_contributing, role_in

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotAMember(Exception):
    """Tasks are for people of the workspace: nobody else could read them."""


@transaction.atomic
def add_task(
    *,
    workspace: Workspace,
    title: str,
    by: "User",
    key: UUID,
    text: str = "",
    people: Collection["User"] = (),
    due_date: date | None = None,
    is_milestone: bool = False,
) -> Task:
    """A new task; the same key a second time gives the first one.

    Raises NotAllowedHere, NotAllowedToContribute, NotAMember.
    """
    found = _allowed(workspace, by)
    page = _list_of(found)
    if earlier := Task.objects.filter(submission_key=key, page=page).first():
        return earlier
    last = Task.objects.filter(page=page).aggregate(last=Max("position"))["last"] or 0
    task = Task.objects.create(
        page=page,
        title=title,
        text=text,
        due_date=due_date,
        is_milestone=is_milestone,
        position=last + 1,
        created_by=by,
        submission_key=key,
    )
    _assign(task, people, by=by)
    return task


@transaction.atomic
def change_task(
    *,
    task: Task,
    title: str,
    text: str,
    people: Collection["User"],
    due_date: date | None,
    is_milestone: bool,
    by: "User",
) -> Task:
    """Raises NotAllowedHere, NotAllowedToContribute, NotAMember."""
    found = _lock(task, by)
    found.title, found.text = title, text
    found.due_date, found.is_milestone = due_date, is_milestone
    found.save(update_fields=["title", "text", "due_date", "is_milestone"])
    _assign(found, people, by=by)
    return found


@transaction.atomic
def set_state(*, task: Task, state: str, by: "User") -> Task:
    """To do, being done, done. The same state a second time is nothing new.

    Raises NotAllowedHere, NotAllowedToContribute.
    """
    found = _lock(task, by)
    if found.state == state:
        return found
    is_done = state == Task.State.DONE
    found.state = state
    found.done_at, found.done_by = (timezone.now(), by) if is_done else (None, None)
    found.save(update_fields=["state", "done_at", "done_by"])
    if is_done:
        asked_by = found.created_by if found.created_by != by else None
        record(
            verb=Activity.Verb.FINISHED, page=found.page, actor=by, concerns=asked_by, task=found.pk
        )
    return found


def _assign(task: Task, people: Collection["User"], *, by: "User") -> None:
    wanted = {person.pk: person for person in people}
    members = Membership.objects.filter(circle=task.page.circle_id, user__is_active=True)
    before = set(TaskPerson.objects.filter(task=task).values_list("user_id", flat=True))
    new = wanted.keys() - before
    if new - set(members.filter(user__in=new).values_list("user_id", flat=True)):
        raise NotAMember
    TaskPerson.objects.filter(task=task).exclude(user__in=wanted).delete()
    TaskPerson.objects.bulk_create([TaskPerson(task=task, user_id=pk) for pk in sorted(new)])
    for pk in sorted(new - {by.pk}):
        record(
            verb=Activity.Verb.ASSIGNED,
            page=task.page,
            actor=by,
            concerns=wanted[pk],
            task=task.pk,
        )


def _lock(task: Task, by: "User") -> Task:
    """The task as it stands now; two people who change it follow each other."""
    _allowed(task.page.workspace, by)
    return Task.objects.select_for_update(of=("self",)).select_related("page").get(pk=task.pk)


def _allowed(workspace: Workspace, by: "User") -> Workspace:
    found = lock(workspace)
    if not permissions.may_write(role_in(found, by), is_archived=found.is_archived):
        raise NotAllowedHere
    require_contributing(by)
    return found


def _list_of(workspace: Workspace) -> TaskList:
    """Made with the first task. The caller holds the workspace's lock."""
    if held := TaskList.objects.filter(workspace=workspace).first():
        return held
    page = TaskList.objects.create(
        kind="tasklist",
        slug=secrets.token_hex(8),
        title=workspace.title,
        language=workspace.language,
        audience=Page.Audience.CIRCLE,
        circle_id=workspace.own_circle_id,
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
        is_demonstration=workspace.is_demonstration,
        workspace=workspace,
    )
    ensure_counters(page)
    return page
