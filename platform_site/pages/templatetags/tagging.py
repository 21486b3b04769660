"""Tags beside a page, and those that a form offers."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from platform_site.pages.cards import Link
from platform_site.pages.models import Page, Tag

register = template.Library()


@register.simple_tag
def tags_of(page: Page) -> list[Link]:
    """The tags of a page at hand, as links."""
    tags = Tag.objects.filter(page_tags__content_object=page.pk).order_by("name")
    return [Link(tag.name, reverse("pages:tag", args=[tag.slug])) for tag in tags]


@register.simple_tag
def tag_names_datalist() -> SafeString:
    """Tags that everyone sees on newer pages, for the browser to complete."""
    public = Page.objects.published().visible_to(AnonymousUser())
    names = Tag.objects.of_newest(public).values_list("name", flat=True)
    options = format_html_join("", '<option value="{}"></option>', ((name,) for name in names))
    return format_html('<datalist id="tag-names">{}</datalist>', options)
