"""The kinds `article` and `event`: what of them people can change."""

from datetime import date, time
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .forms import ArticleForm, EventForm
from .models import Article, Event


def address(page: Page) -> str:
    year = (page.published_at or page.created_at).year
    return reverse("news:detail", args=[year, page.slug])


def snapshot(page: Page) -> Snapshot:
    article = cast(Article, page)
    return base_snapshot(page) | {
        "type": article.subtype,
        "kicker": article.kicker,
        "link": article.link,
        "happened_on": _day(article.happened_on),
        "happened_until": _day(article.happened_until),
        "quote": article.quote,
        "quote_by": article.quote_by,
        "quote_role": article.quote_role,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def apply(page: Page, content: Snapshot) -> None:
    article = cast(Article, page)
    apply_base(page, content)
    article.subtype, article.kicker, article.link = (
        content["type"],
        content["kicker"],
        content["link"],
    )
    # What was proposed before there were dates and quotes says nothing of them.
    article.happened_on = _date(content.get("happened_on", ""))
    article.happened_until = _date(content.get("happened_until", ""))
    for column in ("quote", "quote_by", "quote_role"):
        setattr(article, column, content.get(column, ""))


EVENT_TEXTS = ("kicker", "zone", "place", "live_link", "recording")


def event_address(page: Page) -> str:
    return reverse("events:detail", args=[page.year or page.created_at.year, page.slug])


def event_snapshot(page: Page) -> Snapshot:
    event = cast(Event, page)
    hour = event.starts_time
    return (
        base_snapshot(page)
        | {
            "type": event.subtype,
            "starts_on": _day(event.starts_on),
            "ends_on": _day(event.ends_on),
            "starts_time": hour.strftime("%H:%M") if hour else "",
        }
        | {column: getattr(event, column) for column in EVENT_TEXTS}
    )


def apply_event(page: Page, content: Snapshot) -> None:
    event = cast(Event, page)
    apply_base(page, content)
    event.subtype = content["type"]
    event.starts_on = date.fromisoformat(content["starts_on"])
    event.ends_on = _date(content["ends_on"])
    hour = content["starts_time"]
    event.starts_time = time.fromisoformat(hour) if hour else None
    for column in EVENT_TEXTS:
        setattr(event, column, content[column])
    event.set_instants()


def linked_article(page: Page) -> dict[str, Any]:
    article = cast(Article, page)
    return {"@type": "NewsArticle", "headline": article.title, "isBasedOn": article.link}


def linked_event(page: Page) -> dict[str, Any]:
    event = cast(Event, page)
    has_hour = event.starts_time is not None
    return {
        "@type": "Event",
        "startDate": (event.begins_at if has_hour else event.starts_on).isoformat(),
        "endDate": event.last_day.isoformat(),
        "location": {"@type": "Place", "name": event.place} if event.place else None,
    }


kinds.register(
    kinds.Kind(
        name="article",
        model=Article,
        label=_("News item"),
        label_plural=_("News"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=ArticleForm,
        can_be_added=True,
        linked_data=linked_article,
        subtypes=dict(Article.Type.choices),
        labels={
            "title": _("Headline"),
            "summary": _("Teaser"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
            "type": _("Type"),
            "kicker": _("Kicker"),
            "link": _("Link"),
            "happened_on": _("When it happened"),
            "happened_until": _("Until"),
            "quote": _("A quote"),
            "quote_by": _("Who said it"),
            "quote_role": _("As what"),
        },
    )
)
kinds.register(
    kinds.Kind(
        name="event",
        model=Event,
        label=_("Event"),
        label_plural=_("Events"),
        address=event_address,
        snapshot=event_snapshot,
        apply=apply_event,
        form=EventForm,
        can_be_added=True,
        linked_data=linked_event,
        subtypes=dict(Event.Type.choices),
        labels={
            "title": _("Name of the event"),
            "summary": _("Teaser"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
            "tags": _("Tags"),
            "type": _("Type"),
            "kicker": _("Kicker"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "starts_time": _("Hour"),
            "zone": _("Time zone"),
            "place": _("Place"),
            "live_link": _("Live link"),
            "recording": _("Recording"),
        },
    )
)
