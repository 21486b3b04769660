"""Tasks: nothing of them leaves the circle, and nothing is done twice."""

import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from platform_site.activity.models import Activity
from platform_site.notifications.actions import fan_out
from platform_site.notifications.models import Delivery
from platform_site.pages.models import Page
from tests.factories import make_reviewer
from tests.queries import count_queries
from tests.workspaces.papers import make_document, make_guest, make_task
from tests.workspaces.spaces import confirmed, opened, put_in
from workspaces.actions import archive_workspace, leave_workspace
from workspaces.actions.circle import NotAllowedHere
from workspaces.actions.tasks import NotAMember, add_task, change_task, set_state
from workspaces.models import Task, TaskPerson, Workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> dict[str, Any]:
    alice, bob, charlie, gina = (confirmed(n) for n in ("Alice", "Bob", "Charlie", "Gina"))
    workspace = opened(alice)
    Workspace.objects.filter(pk=workspace.pk).update(audience=Page.Audience.PUBLIC)
    Task.objects.all().delete()
    put_in(workspace, bob)
    make_guest(make_document(workspace, alice), gina)
    task = make_task(workspace, alice, "Ask the zanary fund", people=[bob])
    return {
        "alice": alice,
        "bob": bob,
        "charlie": charlie,
        "gina": gina,
        "mona": make_reviewer(),
        "workspace": workspace,
        "task": task,
    }


def signed_in(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def address(cast: dict[str, Any], name: str = "tasks") -> str:
    return reverse(f"workspaces:{name}", args=[cast["workspace"].slug])


def test_tasks_of_a_public_workspace_are_seen_by_its_circle_alone(cast):
    seen = {
        name: list(Task.objects.visible_to(cast[name]))
        for name in ("alice", "bob", "charlie", "gina", "mona")
    }

    assert seen == {
        "alice": [cast["task"]],
        "bob": [cast["task"]],
        "charlie": [],
        "gina": [],
        "mona": [],
    }


@pytest.mark.parametrize("who", ["charlie", "gina", "mona", "left", None])
def test_no_address_of_tasks_answers_who_is_outside(cast, who):
    if who == "left":
        leave_workspace(workspace=cast["workspace"], by=cast["bob"])
    client = signed_in(cast["bob"] if who == "left" else cast.get(who))
    task = cast["task"]
    addresses = [
        *(address(cast, name) for name in ("tasks", "tasks-csv", "tasks-ics")),
        *(reverse(f"workspaces:{name}", args=[task.pk]) for name in ("task", "task-state")),
        reverse("workspaces:task-list", args=[task.page_id]),
        *(f"/en/search/?q={word}" for word in ("zanary", "fund")),
        cast["workspace"].get_absolute_url(),
        "/en/feed/",
    ]
    for each in addresses:
        for answer in (client.get(each), client.post(each, {"title": "x", "state": "done"})):
            assert "Ask the" not in answer.content.decode(), each
            if "/tasks/" in each:
                assert answer.status_code in (302, 404, 405), each
    task.refresh_from_db()
    assert task.state == Task.State.OPEN


def test_what_happens_to_tasks_is_not_told_outside(cast):
    set_state(task=cast["task"], state="done", by=cast["bob"])

    happened = Activity.objects.filter(verb__in=["assigned", "finished"])
    assert happened.count() == 2
    for outsider in (cast["charlie"], cast["gina"], cast["mona"]):
        assert not happened.visible_to(outsider).exists()


def test_who_is_given_a_task_is_told_and_who_left_before_the_mail_is_not(cast):
    charlie = cast["charlie"]
    put_in(cast["workspace"], charlie)
    change_task(
        task=cast["task"],
        title="T",
        text="",
        due_date=None,
        people=[cast["bob"], charlie],
        is_milestone=False,
        by=cast["alice"],
    )
    leave_workspace(workspace=cast["workspace"], by=charlie)

    fan_out()

    told = Delivery.objects.filter(activity__verb="assigned").values_list("person", flat=True)
    assert set(told) == {cast["bob"].pk}


def test_who_gave_a_task_is_told_that_it_is_done(cast):
    set_state(task=cast["task"], state="done", by=cast["bob"])

    fan_out()

    told = Delivery.objects.filter(activity__verb="finished").values_list("person", flat=True)
    assert set(told) == {cast["alice"].pk}


def test_only_members_are_given_tasks(cast):
    for outsider in ("charlie", "gina", "mona"):
        with pytest.raises(NotAMember):
            make_task(cast["workspace"], cast["alice"], people=[cast[outsider]])
    assert Task.objects.count() == 1


def test_only_members_of_an_open_workspace_add_and_do(cast):
    for outsider in ("charlie", "gina", "mona"):
        with pytest.raises(NotAllowedHere):
            make_task(cast["workspace"], cast[outsider])
        with pytest.raises(NotAllowedHere):
            set_state(task=cast["task"], state="done", by=cast[outsider])
    archive_workspace(workspace=cast["workspace"], by=cast["alice"])
    with pytest.raises(NotAllowedHere):
        set_state(task=cast["task"], state="done", by=cast["alice"])


def test_a_form_sent_twice_makes_one_task(cast):
    key = uuid.uuid4()
    made = {
        add_task(workspace=cast["workspace"], title="Once", by=cast["bob"], key=key).pk
        for _ in range(2)
    }

    assert len(made) == 1


def test_done_carries_who_and_when_and_open_again_forgets_them(cast):
    done = set_state(task=cast["task"], state="done", by=cast["bob"])
    assert (done.done_by, done.done_at is not None) == (cast["bob"], True)

    again = set_state(task=done, state="doing", by=cast["alice"])

    assert (again.done_by, again.done_at) == (None, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=again.pk).update(state="done")


def test_one_line_without_a_script_adds_a_task(cast):
    client = signed_in(cast["bob"])

    answer = client.post(address(cast), {"title": "Write minutes", "key": str(uuid.uuid4())})

    assert answer.status_code == 302
    assert Task.objects.filter(title="Write minutes", created_by=cast["bob"]).exists()


def test_an_empty_line_comes_back_with_what_else_was_typed(cast):
    client = signed_in(cast["bob"])
    typed = {"title": "", "text": "do not lose this", "key": str(uuid.uuid4())}

    answer = client.post(address(cast), typed)

    assert answer.status_code == 422
    assert "do not lose this" in answer.content.decode()


def test_a_task_cannot_be_given_to_somebody_by_their_number(cast):
    client = signed_in(cast["bob"])
    typed = {"title": "T", "key": str(uuid.uuid4()), "people": [cast["charlie"].pk]}

    assert client.post(address(cast), typed).status_code == 422
    assert not TaskPerson.objects.filter(user=cast["charlie"]).exists()


def test_filters_leave_what_is_mine_and_what_is_late(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    make_task(cast["workspace"], cast["alice"], "Late one", due_date=yesterday)
    client = signed_in(cast["bob"])

    def titles(query: str) -> list[str]:
        groups = client.get(address(cast) + query).context["groups"]
        return [task.title for group in groups for task in group.tasks]

    assert titles("") == ["Late one", "Ask the zanary fund"]
    assert titles("?show=mine") == ["Ask the zanary fund"]
    assert titles("?show=overdue") == ["Late one"]


def test_the_table_runs_nothing_and_the_calendar_has_the_days(cast):
    day = timezone.localdate() + timedelta(days=3)
    make_task(cast["workspace"], cast["alice"], "=cmd|' /C calc'!A0", due_date=day)
    client = signed_in(cast["bob"])

    rows = client.get(address(cast, "tasks-csv")).content.decode().splitlines()
    days = client.get(address(cast, "tasks-ics")).content.decode()

    assert any(row.startswith("'=cmd") for row in rows)
    assert len(rows) == 3
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in days
    assert days.count("BEGIN:VEVENT") == 1


def test_a_list_costs_the_same_for_one_task_and_for_twenty(cast):
    client = signed_in(cast["bob"])
    one = count_queries(client, address(cast))
    for number in range(20):
        make_task(cast["workspace"], cast["alice"], f"Task {number}", people=[cast["bob"]])

    assert count_queries(client, address(cast)) == one


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_finish_a_task_once() -> None:
    alice, bob = confirmed("Alice"), confirmed("Bob")
    workspace = opened(alice)
    put_in(workspace, bob)
    task = make_task(workspace, alice)
    failed: list[BaseException] = []
    start = threading.Barrier(10)

    def finish(person: Any) -> None:
        try:
            start.wait(30)
            for _ in range(10):
                set_state(task=task, state="done", by=person)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=finish, args=[(alice, bob)[n % 2]]) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failed == []
    assert Activity.objects.filter(verb="finished").count() == 1
