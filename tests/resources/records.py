"""Records as they stand in the database, and what their form sends."""

import uuid
from typing import Any

from django.utils import timezone

from platform_site.pages.actions import set_subjects
from platform_site.pages.models import Page, PageText
from resources.actions import write_details, write_keys
from resources.models import Resource


def make_resource(title: str = "A report", **fields: Any) -> Resource:
    """A record: published and public unless said otherwise; `details` are of its type's row."""
    about = fields.pop("about", ())
    details = fields.pop("details", {})
    strength = fields.pop("strength", 3)
    fields = {
        "kind": "resource",
        "subtype": "report",
        "slug": f"slug-{uuid.uuid4().hex[:12]}",
        "state": Page.State.PUBLISHED,
        "published_at": timezone.now(),
    } | fields
    if fields.get("circle"):
        fields["audience"] = Page.Audience.CIRCLE
    if fields["state"] in (Page.State.DRAFT, Page.State.PENDING):
        fields["published_at"] = None
    resource = Resource(title=title, **fields)
    write_keys(resource)
    resource.save()
    PageText.objects.create(page=resource, source="", html="")
    write_details(resource=resource, content=details)
    set_subjects(page=resource, strengths={subject.pk: strength for subject in about})
    return resource


def typed(**fields: Any) -> dict[str, Any]:
    """What somebody types who adds a report by its link."""
    return {
        "link": "https://www.example.org/report.pdf",
        "title": "Old-age pensions in the islands",
        "type": "report",
        "language": "en",
        "subjects": "",
        "text": "",
        "key": str(uuid.uuid4()),
    } | fields
