"""What stands in a workspace on its first day: the outlines and tasks of its purpose."""

import secrets
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from forums.actions import open_forum

from ..models import Workspace
from ..starters import STARTERS
from .documents import create_document
from .tasks import add_task

if TYPE_CHECKING:
    from platform_site.accounts.models import User

INTERFACE = {code for code, _name in settings.LANGUAGES}


def start(*, workspace: Workspace, by: "User", purpose: str) -> None:
    """In the language of the workspace, where we speak it; part of its creation."""
    starter = STARTERS[purpose]
    language = workspace.language if workspace.language in INTERFACE else by.language
    with translation.override(language):
        # A slug of its own: one made from a title would say how many others have that title.
        open_forum(
            content={"title": _("Discussions"), "language": language},
            by=by,
            slug=secrets.token_hex(8),
            circle=workspace.own_circle,
            is_demonstration=workspace.is_demonstration,
        )
        for outline in starter.outlines:
            create_document(
                workspace=workspace,
                title=str(outline.title),
                text=outline.source(),
                by=by,
                key=uuid4(),
            )
        for task in starter.tasks:
            add_task(workspace=workspace, title=str(task), by=by, key=uuid4())
