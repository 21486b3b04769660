"""What a page is called: what it is, and in which language it is named."""

from django import template
from django.utils.translation import get_language

from platform_site.pages import kinds
from platform_site.pages.kinds import Text
from platform_site.pages.models import Page

register = template.Library()


@register.filter
def tongue(page: Page) -> str:
    """What `lang` must say of the page's name."""
    return page.language if kinds.get(page.kind).is_written else get_language() or "en"


@register.filter
def what(page: Page) -> Text:
    """What lists call it: its type, else its kind, in the reader's language."""
    return kinds.get(page.kind).label_of(page)
