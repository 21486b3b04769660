"""Following a page, and saying how often one wants mail."""

from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.pages.models import Page

from ..models import Follow, Frequency, MailPreference

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def follow_page(
    *,
    page: Page,
    by: "User",
    level: str = Follow.Level.NORMAL,
    frequency: str = "",
    reason: str = Follow.Reason.ASKED,
) -> Follow:
    """Follows the page's original, or changes how; the first reason is kept."""
    follow, _made = Follow.objects.update_or_create(
        page_id=page.original.pk,
        user=by,
        defaults={"level": level, "frequency": frequency},
        create_defaults={"level": level, "frequency": frequency, "reason": reason},
    )
    return follow


@transaction.atomic
def unfollow_page(*, page: Page, by: "User") -> None:
    Follow.objects.filter(page_id=page.original.pk, user=by).delete()


@transaction.atomic
def stop_mails_of_follow(*, page_id: int, person_id: int) -> None:
    """No more mail about one followed page; the inbox still tells."""
    Follow.objects.filter(page=page_id, user=person_id).update(frequency=Frequency.NEVER)


@transaction.atomic
def set_preference(*, person_id: int, **choices: str | bool) -> None:
    """`choices` are fields of MailPreference; what is not named stays as it is."""
    MailPreference.objects.update_or_create(user_id=person_id, defaults=choices)


def stop_all_mails(*, person_id: int) -> None:
    """Nothing is mailed any more but what keeps the account safe."""
    set_preference(
        person_id=person_id,
        to_me=Frequency.NEVER,
        follows=Frequency.NEVER,
        review=Frequency.NEVER,
        daily_digest=False,
    )
