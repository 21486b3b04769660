"""The files of a workspace, and those of one of its documents."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.files.models import PageFile
from platform_site.files.snapshots import files_snapshot
from platform_site.files.staging import posted
from platform_site.moderation.actions import NotAllowedToContribute

from .. import reading
from ..actions.circle import NotAllowedHere
from ..actions.hanging import hang_on_document
from ..forms.files import DocumentFilesForm
from ..inside import inside_or_404


@require_safe
@sign_in_required
def file_list(request: HttpRequest, slug: str) -> HttpResponse:
    """By the document they hang on: files stand in a place, as everything inside does."""
    inside = inside_or_404(request, slug, current="files")
    documents = [entry.document for entry in reading.tree(inside.workspace, request.user)]
    numbers = [document.pk for document in documents]
    hanging = PageFile.objects.visible_to(request.user).filter(page__in=numbers)
    files: dict[int, list[PageFile]] = {}
    for file in hanging.with_versions():
        files.setdefault(file.page_id, []).append(file)
    context = {
        "inside": inside,
        "groups": [(document, files.get(document.pk, [])) for document in documents],
        "has_files": bool(files),
    }
    return render(request, "workspaces/file_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def document_files(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading.members_document_or_404(request, pk)
    if not found.may_write:
        raise Http404
    document = found.document
    data = posted(request) if request.method == "POST" else kept_data(request)
    form = DocumentFilesForm(data, initial={"files": files_snapshot(document)})
    if request.method == "POST" and form.is_valid():
        try:
            hang_on_document(
                document=document,
                files=form.cleaned_data["files"],
                removed=form.removed(),
                by=member(request),
            )
        except (NotAllowedHere, NotAllowedToContribute) as error:
            raise Http404 from error
        messages.success(request, _("The files are as you left them."))
        return redirect("workspaces:files", document.workspace.slug)
    context = {"reading": found, "page": document, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workspaces/document_files.html", context, status=status)
