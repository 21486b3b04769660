"""Opening messages to the moderators."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from platform_site.accounts.models import User
from platform_site.moderation.actions import report_problem
from platform_site.moderation.models import ProblemReport

from ..models import Conversation, Message, Profile
from .pairs import hold


@transaction.atomic
def report_messages(
    *, conversation: Conversation, messages: Sequence[Message], by: User, text: str, key: UUID
) -> ProblemReport:
    """Opens these messages, which `by` received, to the moderators, and no other.

    A message is opened once: what an earlier report opened stays with that one.
    """
    hold(*filter(None, [conversation.asker, conversation.asked]))
    received = Message.objects.visible_to(by).filter(conversation=conversation).exclude(sender=by)
    conduct = ProblemReport.What.CONDUCT
    report = report_problem(
        page=_page_of(conversation, by), what=conduct, text=text, by=by, key=key
    )
    chosen = received.filter(pk__in=[message.pk for message in messages], report__isnull=True)
    Message.objects.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(report=report)
    return report


def _page_of(conversation: Conversation, by: User) -> Profile:
    """The profile of who is reported; without one, that of the person asked, who has one."""
    other = conversation.other(by) or by
    profiles = Profile.objects.filter(user__in=[other, conversation.asked])
    return min(profiles, key=lambda profile: profile.user_id != other.pk)
