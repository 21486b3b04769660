"""The kinds `forum` and `topic`: what of them people can change."""

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from . import rounds
from .actions.placing import keep_dates
from .forms import ForumForm, TopicForm
from .models import Forum, Topic


def slug_in_address(page: Page) -> str:
    """A translation is named `<slug of the original>--<language>` and answers at the original's."""
    return page.slug.partition("--")[0]


def forum_address(page: Page) -> str:
    """Under the page's own language: its versions share the rest of the address."""
    own = page.language if page.language in dict(settings.LANGUAGES) else None
    with translation.override(own or translation.get_language()):
        return reverse("forums:detail", args=[slug_in_address(page)])


def forum_snapshot(page: Page) -> Snapshot:
    forum = cast(Forum, page)
    return base_snapshot(page) | {
        "type": forum.subtype,
        "order": forum.order,
        "opens_on": forum.opens_on.isoformat() if forum.opens_on else "",
        "closes_on": forum.closes_on.isoformat() if forum.closes_on else "",
        "zone": forum.zone,
        "rounds": rounds.rows_of(forum),
    }


def apply_forum(page: Page, content: Snapshot) -> None:
    forum = cast(Forum, page)
    apply_base(page, content)
    forum.subtype, forum.order, forum.zone = content["type"], content["order"], content["zone"]
    forum.opens_on, forum.closes_on = _date(content["opens_on"]), _date(content["closes_on"])
    forum.set_instants()
    rounds.keep_rows(forum, content["rounds"])
    if forum.translation_of_id is None:
        # The talks in it open and close with it.
        keep_dates(forum)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def say_round(path: tuple[str, ...], value: Any) -> tuple[str, str]:
    return path[1], rounds.say(value)


def topic_address(page: Page) -> str:
    return reverse("forums:topic", args=[page.subtype, page.pk, page.slug])


def linked_topic(page: Page) -> dict[str, Any]:
    return {
        "@type": "DiscussionForumPosting",
        "headline": page.title,
        "author": {"@type": "Person", "name": page.contributor.display_name}
        if page.contributor
        else None,
    }


def linked_forum(page: Page) -> dict[str, Any]:
    return {"@type": "CollectionPage"}


kinds.register(
    kinds.Kind(
        name="forum",
        model=Forum,
        label=_("Forum"),
        label_plural=_("Forums"),
        address=forum_address,
        snapshot=forum_snapshot,
        apply=apply_forum,
        form=ForumForm,
        is_kept=True,
        linked_data=linked_forum,
        announced=_("New forum: “%(page)s”"),
        say_row=say_round,
        subtypes=dict(Forum.Type.choices),
        labels={
            "title": _("Name"),
            "summary": _("What it is for"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
            "type": _("Type"),
            "order": _("Place in the list"),
            "opens_on": _("First day"),
            "closes_on": _("Last day"),
            "zone": _("Time zone"),
            "rounds": _("Round"),
        },
    )
)
kinds.register(
    kinds.Kind(
        name="topic",
        model=Topic,
        label=_("Topic"),
        label_plural=_("Topics"),
        address=topic_address,
        snapshot=base_snapshot,
        apply=apply_base,
        form=TopicForm,
        linked_data=linked_topic,
        announced=_("New topic: “%(page)s”"),
        labels={
            "title": _("Title"),
            "summary": _("In one sentence"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
        },
    )
)
