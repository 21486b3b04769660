"""Everything of a workspace as a file."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from platform_site.accounts import limits
from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.refusals import too_many
from platform_site.accounts.requests import member

from ..archive import write_archive
from ..inside import inside_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def export(request: HttpRequest, slug: str) -> Any:
    """A page that says what is in it; its button gives the file. For the owner."""
    inside = inside_or_404(request, slug, current="inside")
    if not inside.may_govern:
        raise Http404
    if request.method != "POST":
        return _page(request, {"inside": inside})
    if wait := limits.wait(request, "export", account=str(request.user.pk)):
        return too_many(request, wait=wait)
    name = f"{timezone.localdate().isoformat()}-workspace.zip"
    file = write_archive(inside.workspace, member(request))
    return FileResponse(file, as_attachment=True, filename=name)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return render(request, "workspaces/export.html", context)
