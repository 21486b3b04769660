"""Drawing the blocks of an entry page."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from platform_site.pages.blocks import Block

register = template.Library()


@register.simple_tag(takes_context=True)
def draw(context: template.Context, block: Block, content: dict[str, Any]) -> SafeString:
    """A block's template sees what the block gave it, and no more of the page round it."""
    return render_to_string(block.template, content, request=context["request"])
