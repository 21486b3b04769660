"""Documents and tasks as members make them: through the real verbs."""

import uuid
from typing import Any

from platform_site.accounts.models import User
from platform_site.pages.models import PageGrant
from workspaces.actions.documents import create_document, save_document
from workspaces.actions.tasks import add_task
from workspaces.models import Document, DocumentVersion, GuestWriter, Task, Workspace

TEXT = "one\n\ntwo\n\nthree"


def make_document(
    workspace: Workspace, by: User, title: str = "Terms", text: str = TEXT, **more: Any
) -> Document:
    return create_document(
        workspace=workspace, title=title, text=text, by=by, key=uuid.uuid4(), **more
    )


def save(
    document: Document, by: User, text: str, *, based_on: int = 1, **more: Any
) -> DocumentVersion:
    said = {"title": "Terms", "key": uuid.uuid4()} | more
    return save_document(document=document, by=by, text=text, based_on=based_on, **said)


def make_guest(document: Document, person: User, *, writes: bool = False) -> PageGrant:
    grant = PageGrant.objects.create(page=document, user=person)
    if writes:
        GuestWriter.objects.create(grant=grant)
    return grant


def make_task(workspace: Workspace, by: User, title: str = "Ask the fund", **more: Any) -> Task:
    return add_task(workspace=workspace, title=title, by=by, key=uuid.uuid4(), **more)
