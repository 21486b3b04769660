"""Moving documents, taking them away and bringing them back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.requests import member

from .. import reading
from ..actions.circle import NotAllowedHere
from ..actions.places import CannotStandThere, bring_back, move_document, take_away
from ..forms.document import PlaceForm
from ..inside import inside_or_404


def _movable(request: HttpRequest, pk: int) -> reading.Reading:
    found = reading.members_document_or_404(request, pk)
    if not found.may_write:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def place(request: HttpRequest, pk: int) -> HttpResponse:
    found = _movable(request, pk)
    document = found.document
    others = reading.neighbours(document, request.user)
    form = PlaceForm(request.POST or None, documents=others, initial={"above": document.above_id})
    if request.method == "POST" and form.is_valid():
        try:
            move_document(document=document, by=member(request), **form.cleaned_data)
        except CannotStandThere:
            form.add_error("above", _("It cannot stand there: too deep, or below itself"))
        except NotAllowedHere as error:
            raise Http404 from error
        else:
            messages.success(request, _("The document is moved."))
            return redirect("workspaces:documents", document.workspace.slug)
    context = {"reading": found, "page": document, "form": form}
    status = 422 if form.errors else 200
    return render(request, "workspaces/document_place.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _movable(request, pk)
    if request.method == "POST":
        try:
            take_away(document=found.document, by=member(request))
        except NotAllowedHere as error:
            raise Http404 from error
        messages.success(request, _("The document is taken away. It can be brought back."))
        return redirect("workspaces:documents", found.document.workspace.slug)
    context = {"reading": found, "page": found.document}
    return render(request, "workspaces/document_removal.html", context)


@require_safe
@sign_in_required
def removed(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="documents")
    context = {
        "inside": inside,
        "documents": reading.taken_away_in(inside.workspace, request.user),
    }
    return render(request, "workspaces/document_removed.html", context)


@require_POST
@sign_in_required
def bring_back_document(request: HttpRequest, pk: int) -> HttpResponse:
    document = reading.taken_away_or_404(request, pk)
    try:
        bring_back(document=document, by=member(request))
    except NotAllowedHere as error:
        raise Http404 from error
    messages.success(request, _("The document is back."))
    return redirect(document)
