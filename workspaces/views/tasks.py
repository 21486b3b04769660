"""The tasks of a workspace: one list, one line to add to it, and a page for each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute

from .. import taking
from ..actions.circle import NotAllowedHere
from ..actions.tasks import NotAMember, add_task, change_task, set_state
from ..forms.task import NewTaskForm, TaskForm
from ..inside import Inside, inside_or_404, members_of
from ..models import Task
from ..tables import calendar, table


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def task_list(request: HttpRequest, slug: str) -> HttpResponse:
    """`?show=mine` or `?show=overdue`; what is sent here is one more task."""
    inside = inside_or_404(request, slug, current="tasks")
    members = members_of(inside.workspace)
    data = request.POST or kept_data(request)
    form = NewTaskForm(data, members=members)
    if request.method == "POST" and not inside.may_write:
        raise Http404
    if request.method == "POST" and form.is_valid() and _add(inside, form, request):
        return redirect(f"{_address(inside, request)}#task-title")
    chosen = request.GET.get("show", "")
    context = {
        "inside": inside,
        "form": form,
        "chosen": chosen if chosen in taking.FILTERS else "",
        "groups": taking.groups(inside.workspace, request.user, show=chosen),
        "progress": taking.progress(inside.workspace, request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workspaces/task_list.html", context, status=status)


def _add(inside: Inside, form: NewTaskForm, request: HttpRequest) -> Task | None:
    try:
        return add_task(workspace=inside.workspace, by=member(request), **form.cleaned_data)
    except NotAMember:
        form.add_error("people", _("Choose people of this workspace"))
    except (NotAllowedHere, NotAllowedToContribute):
        form.add_error(None, _("You may not add tasks here any more."))
    return None


def _address(inside: Inside, request: HttpRequest) -> str:
    """The list with the filter one came from."""
    show = request.GET.get("show", "") or request.POST.get("show", "")
    query = f"?show={show}" if show in taking.FILTERS else ""
    return reverse("workspaces:tasks", args=[inside.workspace.slug]) + query


@require_safe
@sign_in_required
def task_list_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Where lists and mails lead to: the tasks of the workspace whose list this is."""
    page = taking.list_or_404(request.user, pk)
    return redirect("workspaces:tasks", page.workspace.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def task(request: HttpRequest, pk: int) -> HttpResponse:
    found = taking.task_or_404(request.user, pk)
    inside = inside_or_404(request, found.page.workspace.slug, current="tasks")
    data = request.POST or kept_data(request)
    members = members_of(inside.workspace)
    form = TaskForm(data, members=members, initial=TaskForm.initial_from(found))
    if request.method == "POST":
        if not inside.may_write:
            raise Http404
        if form.is_valid() and _change(found, form, request):
            messages.success(request, _("The task is changed."))
            return redirect("workspaces:tasks", inside.workspace.slug)
    context = {"inside": inside, "task": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workspaces/task.html", context, status=status)


def _change(found: Task, form: TaskForm, request: HttpRequest) -> Task | None:
    try:
        return change_task(task=found, by=member(request), **form.cleaned_data)
    except NotAMember:
        form.add_error("people", _("Choose people of this workspace"))
    except (NotAllowedHere, NotAllowedToContribute):
        form.add_error(None, _("You may not change tasks here any more."))
    return None


@require_POST
@sign_in_required
def state(request: HttpRequest, pk: int) -> HttpResponse:
    found = taking.task_or_404(request.user, pk)
    inside = inside_or_404(request, found.page.workspace.slug, current="tasks")
    wanted = request.POST.get("state", "")
    if wanted not in Task.State.values or not inside.may_write:
        raise Http404
    try:
        set_state(task=found, state=wanted, by=member(request))
    except (NotAllowedHere, NotAllowedToContribute) as error:
        raise Http404 from error
    return redirect(f"{_address(inside, request)}#task-{found.pk}")


@require_safe
@sign_in_required
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug)
    tasks = taking.all_tasks(inside.workspace, request.user)
    return _file(table(tasks), kind="text/csv; charset=utf-8", name="tasks.csv")


@require_safe
@sign_in_required
def as_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """What has a date, as days in a calendar."""
    inside = inside_or_404(request, slug)
    dated = [task for task in taking.all_tasks(inside.workspace, request.user) if task.due_date]
    content = calendar(dated, name=inside.workspace.title)
    return _file(content, kind="text/calendar; charset=utf-8", name="tasks.ics")


def _file(content: Any, *, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
