"""Two workspaces, marked as examples: one whose face everyone sees, and one that only its two
members know of."""

from datetime import timedelta

from django.utils import timezone

from forums.actions import open_topic
from forums.models import Forum
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from workspaces.actions import (
    accept_invitation,
    ask_to_join,
    create_workspace,
    invite,
    set_role,
    show_member,
)
from workspaces.actions.documents import save_document
from workspaces.actions.tasks import change_task, set_state
from workspaces.models import Document, Task, Workspace

from ..loading import Say
from .sending import about, submission_key

PLAN: Snapshot = {
    "title": "Example: a national strategy and its action plan",
    "summary": "An example of a workspace: what it is for, who is in it, how one joins.",
    "language": "en",
    "text": "This is an example. Everyone reads this page; what is inside, its members only.",
    "subjects": about("KHM"),
    "tags": {},
    "type": Workspace.Purpose.ACTION_PLAN.value,
    "visibility": Page.Audience.PUBLIC.value,
    "join_policy": Workspace.JoinPolicy.REQUEST.value,
}
SESSION: Snapshot = PLAN | {
    "title": "Example: a training session on registers",
    "summary": "An example of a workspace that only its members know of.",
    "text": "",
    "type": Workspace.Purpose.TRAINING.value,
    "visibility": Page.Audience.CIRCLE.value,
    "join_policy": Workspace.JoinPolicy.INVITE.value,
}
VISION = """# Vision

An example: everyone who lives here is protected in old age, and knows the office to ask.

"""
TOPIC = "Example: who should be heard before we agree?"
REPLIES = (
    ("trusted", "An example reply: those who pay, those who receive, and who is still left out."),
    ("colleague", "An example reply: the offices in the districts, too."),
)


def load_workspaces(*, people: dict[str, User], say: Say) -> None:
    _plan(people)
    _session(people)
    say("demonstration: 2 workspaces")


def _made(content: Snapshot, *, key: str, by: User) -> Workspace | None:
    """The new workspace; None when an earlier load made it: what became of it since stays."""
    if Workspace.objects.filter(submission_key=submission_key(key)).exists():
        return None
    return create_workspace(by=by, content=content, key=submission_key(key), is_demonstration=True)


def _plan(people: dict[str, User]) -> None:
    owner, expert = people["trusted"], people["expert"]
    workspace = _made(PLAN, key="workspace plan", by=owner)
    if workspace is None:
        return
    for person in (expert, people["colleague"]):
        invitation = invite(workspace=workspace, by=owner, address=person.email)
        accept_invitation(invitation=invitation, by=person)
    set_role(workspace=workspace, person=expert, role="facilitator", by=owner)
    for person in (owner, expert):
        show_member(workspace=workspace, by=person, is_shown=True)
    ask_to_join(
        workspace=workspace, by=people["reader"], words="An example: I collect figures at home."
    )
    _write(workspace, by=expert)
    _divide(workspace, owner=owner, expert=expert)
    _talk(workspace, people)


def _write(workspace: Workspace, *, by: User) -> None:
    document = Document.objects.filter(workspace=workspace).order_by("position")[1]
    _head, _sign, rest = document.text.source.partition("\n# ")
    save_document(
        document=document,
        based_on=document.version,
        title=document.title,
        text=f"{VISION}# {rest}",
        by=by,
        key=submission_key("workspace plan vision"),
    )


def _divide(workspace: Workspace, *, owner: User, expert: User) -> None:
    """One task is done, one is under way, one has a date."""
    tasks = list(Task.objects.filter(page__workspace=workspace).order_by("position")[:3])
    set_state(task=tasks[0], state=Task.State.DONE, by=owner)
    for number, (task, person) in enumerate(zip(tasks[1:], (expert, owner), strict=True), start=1):
        change_task(
            task=task,
            title=task.title,
            text=task.text,
            people=[person],
            due_date=timezone.localdate() + timedelta(days=9 * number),
            is_milestone=number == 2,
            by=owner,
        )
    set_state(task=tasks[1], state=Task.State.DOING, by=expert)


def _talk(workspace: Workspace, people: dict[str, User]) -> None:
    revision = open_topic(
        forum=Forum.objects.get(circle=workspace.own_circle),
        proposal={
            "title": TOPIC,
            "summary": "",
            "language": "en",
            "text": "An example topic inside a workspace: only its members read it.",
            "subjects": {},
            "tags": {},
        },
        by=people["expert"],
        key=submission_key("workspace plan topic"),
        is_demonstration=True,
    )
    for number, (author, words) in enumerate(REPLIES):
        write_post(
            page=revision.page,
            by=people[author],
            source=words,
            language="en",
            key=submission_key(f"workspace plan topic {number}"),
        )


def _session(people: dict[str, User]) -> None:
    owner, reader = people["expert"], people["reader"]
    workspace = _made(SESSION, key="workspace session", by=owner)
    if workspace is None:
        return
    invitation = invite(workspace=workspace, by=owner, address=reader.email)
    accept_invitation(invitation=invitation, by=reader)
    invite(workspace=workspace, by=owner, address=people["trusted"].email)
