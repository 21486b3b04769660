"""What search engines are told of a page and of the whole site (schema.org)."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from platform_site.core.linked_data import as_json
from platform_site.pages import kinds
from platform_site.pages.models import Page

register = template.Library()


@register.simple_tag
def linked_data(page: Page) -> SafeString | str:
    """A contributed page as everyone may see it; nothing of an example or of a hidden page."""
    if not page.is_published or page.audience != Page.Audience.PUBLIC or page.is_demonstration:
        return ""
    kind = kinds.get(page.kind)
    record: dict[str, Any] = {
        "@type": "Article",
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "url": f"{settings.SITE_URL}{page.get_absolute_url()}",
    }
    own = kind.linked_data(page) if kind.linked_data else {}
    if own.get("@type") != "Event":
        # These are the page's; an event has days of its own.
        record["datePublished"] = page.published_at.isoformat() if page.published_at else ""
        record["dateModified"] = page.changed_at.isoformat()
    return as_json(record | own)


@register.simple_tag
def linked_site() -> SafeString:
    """The site and its search."""
    root = f"{settings.SITE_URL}/{get_language()}/"
    action = {
        "@type": "SearchAction",
        "target": f"{root}search/?q={{words}}",
        "query-input": "required name=words",
    }
    return as_json(
        {
            "@type": "WebSite",
            "name": str(settings.PLATFORM_NAME),
            "url": root,
            "inLanguage": get_language(),
            "potentialAction": action,
        }
    )
