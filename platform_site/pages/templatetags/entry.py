"""Drawing the blocks of an entry page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from platform_site.pages.blocks import Block
from platform_site.pages.explanations import explained
from platform_site.pages.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: template.Context, block: Block, content: dict[str, Any]) -> SafeString:
    """A block's template sees what the block gave it, and no more of the page round it."""
    return render_to_string(block.template, content, request=context["request"])


@register.simple_tag(takes_context=True)
def explained_text(context: template.Context, page: Page) -> SafeString:
    """The text of a page with the words explained that the glossary knows."""
    text = getattr(page, "text", None)  # a page need not have one
    html, user = text.html if text else "", context["request"].user
    return explained(html, language=page.language, user=user)
