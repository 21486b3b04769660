"""What the tests of talks share."""

import uuid
from typing import Any

from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.discussions.models import Post
from platform_site.pages.models import Page, PageCounters
from tests.people.profiles import make_profile

__all__ = ["fill", "make_profile", "new", "write"]


def write(page: Page, by: User, source: str = "I agree", **more: Any) -> Post:
    key = more.pop("key", None) or uuid.uuid4()
    return write_post(page=page, by=by, source=source, language="en", key=key, **more)


def fill(page: Page, by: User, number: int) -> None:
    """A long talk, as fast as the database takes it."""
    Post.objects.bulk_create(
        [
            Post(
                page_id=page.pk,
                number=n,
                author=by,
                source=f"Post {n}",
                html=f"<p>Post {n}</p>",
                written_at=timezone.now(),
            )
            for n in range(1, number + 1)
        ],
        batch_size=1000,
    )
    PageCounters.objects.update_or_create(
        page_id=page.pk, defaults={"posts": number, "last_post_at": timezone.now()}
    )


def new(source: str = "I agree", **fields: Any) -> dict[str, Any]:
    """What the form of a comment sends."""
    return {"source": source, "language": "en", "key": uuid.uuid4()} | fields
