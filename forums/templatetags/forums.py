"""What is said of a forum beside its name."""

from django import template

from forums.models import Forum, Round
from forums.wording import span, why_not_open

register = template.Library()
TONES = {Forum.Phase.OPEN: "good", Forum.Phase.ANNOUNCED: "wait"}


@register.filter
def days(one: Forum | Round) -> str:
    """From when to when it is open, or a round of it lasts; empty without days."""
    if isinstance(one, Round):
        return span(one.starts_on, one.ends_on)
    return span(one.opens_on, one.closes_on)


@register.filter
def phase_tone(forum: Forum) -> str:
    return TONES.get(forum.phase, "")


@register.filter
def closed_because(forum: Forum) -> str:
    return why_not_open(forum)
