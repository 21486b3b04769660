"""The forum of an address."""

from django.http import Http404, HttpRequest

from ..listing import best_versions
from ..models import Forum


def forum_or_404(request: HttpRequest, slug: str) -> tuple[Forum, Forum]:
    """The original, and the version that the reader reads: what one may not see is not there."""
    visible = Forum.objects.published().visible_to(request.user)
    versions = list(
        visible.versions_of(slug).select_related("text", "counters").prefetch_related("rounds")
    )
    original = next((one for one in versions if one.translation_of_id is None), None)
    if original is None:
        raise Http404
    return original, best_versions(versions)[0]
