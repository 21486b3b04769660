"""Summing up an e-discussion, and handing the summary to the library.

The library is another section: it is reached by the name of its kind and by the kind's own form.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from platform_site.core import markup
from platform_site.moderation.actions import contribute_page
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.actions import direct_subjects, link_pages
from platform_site.pages.models import Page, PageLink, Subject

from ..models import Forum, Summary

if TYPE_CHECKING:
    from platform_site.accounts.models import User

LIBRARY, AS_WHAT = "resource", "report"
KEYS = UUID("0d1f2b0a-5a53-4b0b-9a4a-6f8a7e0c51d2")


class SummaryMissing(Exception):
    """There is nothing yet to hand to the library."""


class SummaryNotAccepted(Exception):
    """The library's form wants something else; `errors` says what."""

    def __init__(self, errors: Any) -> None:
        super().__init__(errors)
        self.errors = errors


@transaction.atomic
def write_summary(*, forum: Forum, by: "User", content: dict[str, str]) -> Summary:
    """Keeps what the facilitator wrote: title, abstract, authors, language, source."""
    summary, _made = Summary.objects.update_or_create(
        forum_id=forum.pk,
        defaults=content | {"html": markup.render(content["source"]), "written_by": by},
    )
    return summary


@transaction.atomic
def publish_summary(*, forum: Forum, by: "User") -> Revision:
    """Proposes the summary as a record of the library, and links the two; once for each forum.

    Raises SummaryMissing, SummaryNotAccepted, NotAllowedToContribute.
    """
    locked = Forum.objects.select_for_update(of=("self",)).get(pk=forum.pk)
    summary = Summary.objects.filter(forum=locked.pk).first()
    if summary is None or locked.circle_id is not None:
        raise SummaryMissing
    revision = contribute_page(
        kind=LIBRARY,
        proposal=_proposal(locked, summary),
        by=by,
        key=uuid5(KEYS, str(locked.pk)),
        is_demonstration=locked.is_demonstration,
        place={"audience": locked.audience},
    )
    record = Page.objects.get(pk=revision.page_id)
    link_pages(page=locked, target=record, kind=PageLink.Kind.SUMMARY)
    return revision


def _proposal(forum: Forum, summary: Summary) -> dict[str, Any]:
    """As if its facilitator had filled in the library's own form."""
    typed = QueryDict(mutable=True)
    typed.update(
        {
            "title": summary.title,
            "type": AS_WHAT,
            "summary": summary.abstract,
            "text": summary.source,
            "text_format": "markup",
            "authors": summary.authors,
            "language": summary.language,
            "year": str(timezone.now().year),
            "link": settings.SITE_URL + forum.get_absolute_url(),
            "not_duplicate": "on",
        }
    )
    form = kinds.get(LIBRARY).form(typed)
    if not form.is_valid():
        raise SummaryNotAccepted(form.errors)
    return form.proposal() | {"subjects": _subjects(forum)}


def _subjects(forum: Forum) -> dict[str, int]:
    strengths = direct_subjects(forum)
    codes = Subject.objects.in_bulk(strengths)
    return {codes[pk].code: strength for pk, strength in strengths.items()}
