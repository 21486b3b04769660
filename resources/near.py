"""What somebody reads next: records about the same."""

from typing import TYPE_CHECKING

from django.db.models import Count, Max

from platform_site.pages.models import PageSubject

from .models import Resource

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = 4


def near(resource: Resource, user: "Person") -> list[Resource]:
    """The records that share most subjects with it, then the newest. Two queries.

    The copies in PageSubject choose them; the gate decides about each.
    """
    named = PageSubject.objects.filter(page=resource.original.pk, is_direct=True).values("subject")
    shared = PageSubject.objects.admitting(user).filter(
        subject__in=named, kind="resource", is_direct=True
    )
    ranked = (
        shared.exclude(page__in=[resource.pk, resource.original.pk])
        .values("page")
        .annotate(same=Count("pk"), newest=Max("published_at"))
        .order_by("-same", "-newest", "-page")
    )
    pks = list(ranked.values_list("page", flat=True)[: SHOWN * 3])
    visible = Resource.objects.published().visible_to(user).current()
    found = visible.filter(translation_of__isnull=True).in_bulk(pks)
    return [found[pk] for pk in pks if pk in found][:SHOWN]
