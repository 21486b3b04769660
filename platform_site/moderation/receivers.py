"""What moderation tells the tiers below."""

from platform_site.discussions.permissions import pause_where

from .permissions import may_contribute


def connect() -> None:
    pause_where(lambda user: not may_contribute(user))
