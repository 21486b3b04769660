"""Words for news in templates."""

from django import template
from django.utils.functional import Promise

from news.models import Article

register = template.Library()
_LABELS = dict(Article.Type.choices)


@register.filter
def article_type(subtype: str) -> str | Promise:
    """`press-release` → "Press release", in the reader's language."""
    return _LABELS.get(subtype, "")
