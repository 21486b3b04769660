"""Publishing and changing guide pages: each change is a revision, whoever makes it."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.actions import accept_revision, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.actions import ensure_counters
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from .models import Guide

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def publish_guide(
    *, slug: str, content: Snapshot, original: Guide | None = None, by: "User | None" = None
) -> Guide:
    """A new guide page, or the translation of one, published at once.

    `by` is None for the texts that the project brings along: nobody is told of those.
    """
    guide = Guide.objects.create(
        kind="guide",
        slug=f"{slug}--{content['language']}" if original else slug,
        translation_of=original,
        title=content["title"],
        language=content["language"],
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
        contributor=by,
    )
    kinds.get("guide").apply(guide, content)
    guide.save()
    ensure_counters(guide)
    revision = _accepted(guide, base={}, content=content, by=by, is_first=True)
    if by is not None:
        record(verb=Activity.Verb.PUBLISHED, page=guide, actor=by, revision=revision.pk)
    return guide


@transaction.atomic
def change_guide(*, guide: Guide, base: Snapshot, proposal: Snapshot, by: "User") -> None:
    """A member of staff changes a guide page; `base` is what stood there when they opened it.

    Raises ConflictingChange when somebody changed the same field in the meantime.
    """
    revision = suggest_change(page=guide, base=base, proposal=proposal, by=by, key=uuid4())
    # A reviewer's own change is accepted by then.
    if Revision.objects.open().filter(pk=revision.pk).exists():
        accept_revision(revision=revision, by=by)


@transaction.atomic
def renew_guide(*, guide: Guide, content: Snapshot) -> None:
    """The project's own next version of a text that nobody on the staff has touched."""
    base = kinds.get("guide").snapshot(guide)
    kinds.get("guide").apply(guide, content)
    guide.version, guide.changed_at = guide.version + 1, timezone.now()
    guide.save()
    _accepted(guide, base=base, content=content, by=None, is_first=False)


def _accepted(
    guide: Guide, *, base: Snapshot, content: Snapshot, by: "User | None", is_first: bool
) -> Revision:
    return Revision.objects.create(
        page_id=guide.pk,
        language=guide.language,
        author=by,
        reviewer=by,
        is_first=is_first,
        base=base,
        proposal=content,
        result=content,
        based_on_version=0 if is_first else guide.version - 1,
        significance=Revision.Significance.MAJOR,
        state=Revision.State.ACCEPTED,
        decided_at=timezone.now(),
        # What nobody sent has no key: the loader knows its own revisions by that.
        submission_key=uuid4() if by is not None else None,
    )
