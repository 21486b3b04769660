"""Following a page, and saying how often one wants mail."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from platform_site.pages.models import Page

from ..models import Follow, Frequency, MailPreference

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def follow_page(
    *,
    page: Page,
    by: "User",
    level: str = Follow.Level.NORMAL,
    frequency: str = "",
    reason: str = Follow.Reason.ASKED,
) -> Follow:
    """Follows the page's original, or changes how; the first reason is kept.

    One statement: a hundred requests at once make one row, and none of them fails.
    """
    follow = Follow(
        page_id=page.original.pk, user=by, level=level, frequency=frequency, reason=reason
    )
    Follow.objects.bulk_create(
        [follow],
        update_conflicts=True,
        unique_fields=["user", "page"],
        update_fields=["level", "frequency"],
    )
    return follow


def follow_by_doing(*, page: Page, person: "User", reason: str) -> None:
    """What a section calls when somebody joins or opens something of its own.

    A follow that is there stays as it is: a mute above all.
    """
    Follow.objects.bulk_create(
        [Follow(page_id=page.original.pk, user=person, reason=reason)], ignore_conflicts=True
    )


@transaction.atomic
def unfollow_page(*, page: Page, by: "User") -> None:
    Follow.objects.filter(page_id=page.original.pk, user=by).delete()


def change_follows(*, by: "User", pages: Iterable[int], change: str) -> int:
    """Mutes, or stops, several of a person's follows at once; gives how many they were."""
    chosen = Follow.objects.filter(user=by, page__in=pages)
    if change == "mute":
        return chosen.update(level=Follow.Level.MUTED)
    return chosen.delete()[0]


@transaction.atomic
def stop_mails_of_follow(*, page_id: int, person_id: int) -> None:
    """No more mail about one followed page; the inbox still tells."""
    Follow.objects.filter(page=page_id, user=person_id).update(frequency=Frequency.NEVER)


@transaction.atomic
def set_preference(*, person_id: int, **choices: Any) -> None:
    """`choices` are fields of MailPreference; what is not named stays as it is."""
    MailPreference.objects.update_or_create(user_id=person_id, defaults=choices)


def stop_all_mails(*, person_id: int) -> None:
    """Nothing is mailed any more but what keeps the account safe."""
    set_preference(
        person_id=person_id,
        to_me=Frequency.NEVER,
        follows=Frequency.NEVER,
        review=Frequency.NEVER,
        digest=False,
    )
