"""The list, the face, and the inside of workspaces."""

from .face import create, detail, workspace_list
from .guests import guests, revoke
from .inside import discussions, members, overview
from .inspecting import inspect, inspections
from .invitations import invitation, invitations, invited
from .joining import join, leave, withdraw
from .keeping import closing, settings, shown
from .people import hand_over, member_of, request_to_join, requests
from .taking_along import export

__all__ = [
    "closing",
    "create",
    "detail",
    "discussions",
    "export",
    "guests",
    "hand_over",
    "inspect",
    "inspections",
    "invitation",
    "invitations",
    "invited",
    "join",
    "leave",
    "member_of",
    "members",
    "overview",
    "request_to_join",
    "requests",
    "revoke",
    "settings",
    "shown",
    "withdraw",
    "workspace_list",
]
