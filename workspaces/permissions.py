"""What the role of a person in a workspace lets them do: pure predicates."""

OWNER, FACILITATOR, MEMBER = "owner", "facilitator", "member"


def may_write(role: str, *, is_archived: bool) -> bool:
    """Documents, files, tasks, posts; an archived workspace is for reading."""
    return bool(role) and not is_archived


def may_admit(role: str, *, is_archived: bool) -> bool:
    """Inviting people and answering who asks to join."""
    return role in (OWNER, FACILITATOR) and not is_archived


def may_govern(role: str) -> bool:
    """The face, the settings, roles, handing over, archiving."""
    return role == OWNER
