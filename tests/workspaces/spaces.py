"""Workspaces as their owners make them: through the real verbs."""

import uuid
from typing import Any

from platform_site.access.models import Membership
from platform_site.accounts.models import User
from tests.factories import make_user
from workspaces.actions import create_workspace
from workspaces.models import Workspace


def confirmed(name: str, **fields: Any) -> User:
    """Somebody with a confirmed address, as everyone who signed up has."""
    user = make_user(name, **fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def face(title: str = "Pension reform", **fields: Any) -> dict[str, Any]:
    """What the form of a workspace proposes."""
    return {
        "title": title,
        "summary": "Preparing the valuation.",
        "language": "en",
        "text": "",
        "subjects": {},
        "tags": {},
        "type": "research",
        "visibility": "circle",
        "join_policy": "invite",
    } | fields


def make_workspace(by: User, title: str = "Pension reform", **fields: Any) -> Workspace:
    return create_workspace(by=by, content=face(title, **fields), key=uuid.uuid4())


def opened(by: User, *, join_policy: str = "open", **fields: Any) -> Workspace:
    """One whose face those who are signed in see."""
    return make_workspace(by, visibility="members", join_policy=join_policy, **fields)


def put_in(workspace: Workspace, person: User, role: str = "member") -> Membership:
    return Membership.objects.create(circle_id=workspace.own_circle_id, user=person, role=role)


def role(workspace: Workspace, person: User) -> str:
    rows = Membership.objects.filter(circle=workspace.own_circle_id, user=person)
    return rows.values_list("role", flat=True).first() or ""
