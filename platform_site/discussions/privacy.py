"""What a person wrote below pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import named_pages

from .models import Post


def without_author(posts: QuerySet[Any], person: User) -> None:
    """Answers lose their sense without what they answer; of a hidden post only the mark stays."""
    posts.filter(hidden_at__isnull=False).update(source="", html="")
    posts.update(author=None)


register(
    Holding(
        name="comments",
        title=_("Comments you wrote"),
        model=Post,
        fate=Fate.STAYS,
        by="author",
        without=("html", "submission_key", "hidden_by"),
        more=named_pages(),
        erase=without_author,
    ),
    Holding(
        name="comments_hidden_by_you",
        title=_("Comments you hid as a moderator"),
        model=Post,
        fate=Fate.STAYS,
        by="hidden_by",
        only=("page", "number", "hidden_at", "hidden_reason"),
        more=named_pages(),
    ),
)
