"""Giving a document to everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.pages import kinds

from .. import reading
from ..actions.circle import NotAllowedHere
from ..actions.library import publish_into_library
from ..forms.document import LibraryForm
from ..models import Document


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote it is filled in from its history, and can be corrected."""
    found = reading.members_document_or_404(request, pk)
    if not found.may_write:
        raise Http404
    document = found.document
    types = list(kinds.get("resource").subtypes.items())
    data = request.POST or kept_data(request)
    authors = "; ".join(reading.authors_of(document))
    form = LibraryForm(data, types=types, initial={"authors": authors, "type": "report"})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (sent := _send(document, form, request)):
        return sent
    context = {"reading": found, "page": document, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workspaces/document_library.html", context, status=status)


def _send(document: Document, form: LibraryForm, request: HttpRequest) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        entry = publish_into_library(
            document=document,
            by=member(request),
            authors=said["authors"],
            summary=said["summary"],
            subtype=said["type"],
            key=said["key"],
        )
    except (NotAllowedHere, NotAllowedToContribute):
        form.add_error(None, _("You may not contribute to the library at present."))
        return None
    return redirect(entry.revision.get_receipt_url())
