"""What somebody reads next: records about the same."""

from collections import Counter
from typing import TYPE_CHECKING

from platform_site.pages.models import PageSubject

from .models import Resource

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = 4
# Of each subject the newest are looked at: a large theme has more than anybody compares.
LOOKED_AT = 100


def near(resource: Resource, user: "Person") -> list[Resource]:
    """The records that share most subjects with it, then the newest. Three queries.

    The copies in PageSubject choose them; the gate decides about each.
    """
    own = PageSubject.objects.filter(page=resource.original.pk, is_direct=True)
    subjects = list(own.values_list("subject", flat=True).order_by("-strength", "pk")[:10])
    same = Counter(_pages_about(subjects, user))
    for page in (resource.pk, resource.original.pk):
        same.pop(page, None)
    # Those counted first are the newest, and stay before others of the same count.
    pks = [pk for pk, _count in same.most_common(SHOWN * 3)]
    visible = Resource.objects.published().visible_to(user).current()
    found = visible.filter(translation_of__isnull=True).in_bulk(pks)
    return [found[pk] for pk in pks if pk in found][:SHOWN]


def _pages_about(subjects: list[int], user: "Person") -> list[int]:
    """The newest of each subject, a page once for each that it shares."""
    links = PageSubject.objects.admitting(user).filter(kind="resource", is_direct=True)
    newest = [
        links.filter(subject=subject)
        .order_by("-published_at", "-page")
        .values_list("published_at", "page")[:LOOKED_AT]
        for subject in subjects
    ]
    if not newest:
        return []
    pairs = newest[0].union(*newest[1:], all=True) if len(newest) > 1 else newest[0]
    return [page for _at, page in sorted(pairs, reverse=True)]
