"""The demonstration: accounts named by role, and a small community of texts marked as examples.

Everything goes through the verbs that people's own clicks go through; the keys are fixed, so a
second load finds what the first one sent and adds nothing.
"""

from django.db import transaction

from ..loading import Say
from .cast import PASSWORD, accounts, introduce, sign_up
from .community import load_community
from .forums import load_forums
from .showcase import load_showcase
from .workspaces import load_workspaces

__all__ = ["PASSWORD", "accounts", "load_demo"]


@transaction.atomic
def load_demo(*, say: Say) -> None:
    people = sign_up()
    say(f"demonstration: {len(people)} accounts")
    load_community(people=people, say=say)
    load_showcase(people=people, say=say)
    load_forums(people=people, say=say)
    load_workspaces(people=people, say=say)
    introduce(people)
