"""Who may contribute, and whose contributions are published at once."""

from typing import TYPE_CHECKING

from .models import PostingRight

if TYPE_CHECKING:
    from platform_site.accounts.models import User
    from platform_site.pages.models import Page


def posting_level(user: "User") -> str:
    """The person's own posting right, else their mail domain's, else an empty string."""
    domain = user.email.rpartition("@")[2].lower()
    rights = PostingRight.objects.filter(user=user) | PostingRight.objects.filter(
        user__isnull=True, domain__iexact=domain
    )
    own_first = sorted(rights, key=lambda right: right.user_id is None)
    return own_first[0].level if own_first else ""


def may_contribute(user: "User") -> bool:
    return user.is_active and posting_level(user) != PostingRight.Level.BLOCKED


def publishes_at_once(user: "User") -> bool:
    return user.is_active and (
        user.is_reviewer or posting_level(user) == PostingRight.Level.TRUSTED
    )


def changes_at_once(user: "User", page: "Page") -> bool:
    """Reviewers change any page at once, trusted people their own; in a circle, where nobody
    reviews, only its author changes a page."""
    if page.circle_id is not None:
        return page.contributor_id == user.pk
    if user.is_reviewer:
        return True
    return page.contributor_id == user.pk and publishes_at_once(user)
