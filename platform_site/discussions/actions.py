"""Writing and hiding posts."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.core import markup
from platform_site.pages.actions import ensure_counters
from platform_site.pages.models import Page, PageCounters

from .models import Post

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def write_post(*, page: Page, by: "User", source: str, language: str, key: UUID) -> Post:
    """Adds a post under the page's original; the same key a second time gives the first post."""
    counters = ensure_counters(page)
    # The row of counters is the queue at which writers to one page wait for their number.
    PageCounters.objects.select_for_update().get(pk=counters.pk)
    if earlier := Post.objects.filter(submission_key=key).first():
        return earlier
    post = Post.objects.create(
        page=page.original,
        number=_next_number(page.original),
        author=by,
        language=language,
        source=source,
        html=markup.render(source),
        submission_key=key,
    )
    PageCounters.objects.filter(pk=counters.pk).update(
        posts=F("posts") + 1, last_post_at=timezone.now()
    )
    record(verb=Activity.Verb.REPLIED, page=page.original, actor=by, post=post.pk)
    return post


def _next_number(page: Page) -> int:
    last = Post.objects.filter(page=page).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


@transaction.atomic
def hide_post(*, post: Post, by: "User", reason: str) -> None:
    """Leaves a tombstone with the reason in place of the text."""
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(verb=Activity.Verb.HID, page=post.page, actor=by, concerns=post.author, post=post.pk)
