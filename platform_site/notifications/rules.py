"""Who is told of what happened: the table of docs/decisions/0011-follows.md, as code.

Whoever an activity concerns is told of every verb that has words in a `notices.py`; a new verb of
that sort needs nothing here.
"""

from platform_site.activity import notices
from platform_site.activity.models import Activity
from platform_site.pages import kinds

from .models import Follow

Verb, Level = Activity.Verb, Follow.Level

# Told to those who follow the page itself, from which levels on.
OF_PAGE: dict[str, list[str]] = {
    Verb.PUBLISHED: [Level.NORMAL, Level.TRACKING, Level.WATCHING],
    Verb.REPLIED: [Level.NORMAL, Level.TRACKING, Level.WATCHING],
    Verb.REVISED: [Level.TRACKING, Level.WATCHING],
    Verb.REMINDED: [Level.NORMAL, Level.TRACKING, Level.WATCHING],
}
# Told to those who follow what the page is about, what it lies within, or who made it.
FROM_ABOVE: dict[str, list[str]] = {
    Verb.PUBLISHED: [Level.NORMAL, Level.TRACKING, Level.WATCHING],
    Verb.REVISED: [Level.TRACKING, Level.WATCHING],
    Verb.REPLIED: [Level.WATCHING],
}
# Part of a talk: muting the page silences them, and one post is told once. What else concerns a
# person (a decision, a message, a task) is owed to them even from a page that they muted.
TALK = (Verb.REPLIED, Verb.MENTIONED)
TO_REVIEWERS = (Verb.CONTRIBUTED, Verb.SUGGESTED, Verb.REPORTED, Verb.FLAGGED)
TO_SEARCHES = (Verb.PUBLISHED,)
# What one does not hear of from whom one blocked. Decisions and work that waits still come.
HUSHED = (Verb.PUBLISHED, Verb.REVISED, Verb.REPLIED, Verb.MENTIONED, Verb.CONTACTED)
# Who does this follows the page from then on, for that reason.
FOLLOWS_BY_DOING: dict[str, str] = {
    Verb.PUBLISHED: Follow.Reason.CONTRIBUTED,
    Verb.REPLIED: Follow.Reason.COMMENTED,
    Verb.JOINED: Follow.Reason.JOINED,
}


def to_one() -> list[str]:
    """The verbs of which the person is told whom the activity concerns."""
    return [verb for verb in notices.verbs() if verb not in TO_REVIEWERS]


def to_reviewers() -> list[str]:
    return [verb for verb in notices.verbs() if verb in TO_REVIEWERS]


def personal_kinds() -> list[str]:
    """The kinds of pages whose contributor is the person that they are about."""
    return [kind.name for kind in kinds.all_kinds() if kind.is_personal]


def is_owed(verb: str) -> bool:
    return verb not in TALK
