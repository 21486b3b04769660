"""Pages that lead to a page: shown to those who may see them."""

from typing import Any

from django import template

from platform_site.pages.models import Page, PageLink

register = template.Library()


@register.simple_tag(takes_context=True)
def summed_up_in(context: template.Context, page: Page) -> Any:
    """The discussions of which this page is the summary, as far as the reader sees them."""
    leading = PageLink.objects.filter(target=page.pk, kind=PageLink.Kind.SUMMARY)
    seen = Page.objects.published().visible_to(context["request"].user)
    return list(seen.filter(pk__in=leading.values("page")))
