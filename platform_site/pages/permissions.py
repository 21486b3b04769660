"""Who may see and do what with one page: pure predicates."""

from typing import TYPE_CHECKING

from platform_site.access.models import Membership

if TYPE_CHECKING:
    from platform_site.access.models import Person

    from .models import Page


def can_view(user: "Person", page: "Page") -> bool:
    """The same rule as `models.gate.visibility`, for one page at hand."""
    if not user.is_authenticated:
        return page.is_published and page.audience == page.Audience.PUBLIC
    if page.grants.filter(user=user).exists():
        return True
    if page.circle_id is not None:
        is_in = Membership.objects.of(user).filter(circle=page.circle_id).exists()
        return is_in and (page.is_published or page.contributor_id == user.pk)
    if page.is_published or page.contributor_id == user.pk:
        return True
    return user.is_reviewer and page.state != page.State.DRAFT
