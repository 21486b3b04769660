"""What the forms of contributions need."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from platform_site.pages.models import Subject

register = template.Library()


@register.simple_tag
def subject_names_datalist() -> SafeString:
    """The names of all subjects in the reader's language, for the browser to complete."""
    subjects: Any = Subject.objects.published().named()  # with what named() adds to each
    names = subjects.order_by("sort_name").values_list("name", flat=True)
    options = format_html_join("", '<option value="{}"></option>', ((name,) for name in names))
    return format_html('<datalist id="subject-names">{}</datalist>', options)
