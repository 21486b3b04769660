"""Guests of one page: they see it and nothing else of the inside."""

from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.notifications.models import Follow
from platform_site.pages.models import Page, PageGrant

from ..models import Workspace
from .circle import lock, require_admitting

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def admit_guest(*, page: Page, person: "User", by: "User | None") -> PageGrant:
    """Called when an invitation to the page is accepted: who asked them in was checked then."""
    return PageGrant.objects.get_or_create(page=page, user=person, defaults={"granted_by": by})[0]


@transaction.atomic
def revoke_guest(*, workspace: Workspace, grant: PageGrant, by: "User") -> None:
    """Raises NotAllowedHere."""
    found = lock(workspace)
    require_admitting(found, by)
    inside = PageGrant.objects.filter(pk=grant.pk, page__circle=found.own_circle_id)
    inside.delete()
    Follow.objects.filter(
        page=grant.page_id, page__circle=found.own_circle_id, user=grant.user_id
    ).delete()
