"""Files go out through the gate and as nothing but files; uploads come in by the script."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from platform_site.pages.models import Page

from .checks import Refused
from .forms import Row, read_rows
from .models import FileVersion, PageFile, StoredFile
from .staging import HELD, NEW, Held, new_key, said_of, stage

# Whatever a browser may take it for, it opens nothing, runs nothing and frames nothing.
CONTENT_POLICY = "default-src 'none'; sandbox"


@require_safe
def newest(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The newest version, under the address that stays."""
    places = PageFile.objects.visible_to(request.user).select_related("page").with_versions()
    place = get_object_or_404(places, pk=pk)
    return _send(request, place.newest.stored, page=place.page)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    versions = FileVersion.objects.visible_to(request.user)
    found = get_object_or_404(
        versions.select_related("stored", "page_file__page"), page_file=pk, number=number
    )
    return _send(request, found.stored, page=found.page_file.page)


@require_safe
def upload(request: HttpRequest, pk: Any) -> HttpResponseBase:
    """A file in a form or in a change that waits: for who sent it, and for reviewers."""
    stored = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk)
    return _send(request, stored, page=None)


def _send(request: HttpRequest, stored: StoredFile, *, page: Page | None) -> HttpResponseBase:
    etag = f'"{stored.sha256}"'
    response = get_conditional_response(request, etag=etag) or _streamed(stored)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CONTENT_POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if page is None or not page.is_published or page.audience != Page.Audience.PUBLIC:
        add_never_cache_headers(response)
    return response


def _streamed(stored: StoredFile) -> FileResponse:
    try:
        content = default_storage.open(stored.path)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content, as_attachment=True, filename=stored.name, content_type=stored.media_type
    )


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """What the script sends while the form is still being written: the file's line in the form."""
    if not request.user.is_authenticated:
        return HttpResponse(
            gettext("You are signed out: sign in, then choose it again."), status=403
        )
    sent = request.FILES.get(NEW)
    if sent is None:
        return HttpResponse(gettext("Choose a file."), status=422)
    replaced = Held.read(request.POST.get(HELD, ""))
    try:
        held = stage(request, sent, key=replaced.key if replaced else new_key())
    except Refused as refused:
        return HttpResponse(said_of(sent, refused), status=422, content_type="text/plain")
    (row,) = read_rows([Row(held, request.POST.get("title", "")[:200])])
    return render(request, "files/row.html", {"row": row}, status=201)
