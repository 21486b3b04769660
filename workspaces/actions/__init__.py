"""The verbs: create, come in, go, hand over, close, look in."""

from .ask import AlreadyAnswered, NotAsking, answer_request, ask_to_join, withdraw_request
from .belong import (
    LastOwner,
    NotOpen,
    join_workspace,
    leave_workspace,
    remove_member,
    set_role,
    show_member,
)
from .circle import NotAllowedHere
from .close import archive_workspace, reopen_workspace, set_resting
from .create import change_workspace, create_workspace
from .guests import admit_guest, revoke_guest
from .handing import accept_hand_over, end_hand_over, offer_hand_over
from .inspect import inspect_workspace
from .invite import (
    NotOpenAnyMore,
    OtherAddress,
    TooManyInvitations,
    accept_invitation,
    decline_invitation,
    invite,
    revoke_invitation,
    send_again,
)

__all__ = [
    "AlreadyAnswered",
    "LastOwner",
    "NotAllowedHere",
    "NotAsking",
    "NotOpen",
    "NotOpenAnyMore",
    "OtherAddress",
    "TooManyInvitations",
    "accept_hand_over",
    "accept_invitation",
    "admit_guest",
    "answer_request",
    "archive_workspace",
    "ask_to_join",
    "change_workspace",
    "create_workspace",
    "decline_invitation",
    "end_hand_over",
    "inspect_workspace",
    "invite",
    "join_workspace",
    "leave_workspace",
    "offer_hand_over",
    "remove_member",
    "reopen_workspace",
    "revoke_guest",
    "revoke_invitation",
    "send_again",
    "set_resting",
    "set_role",
    "show_member",
    "withdraw_request",
]
