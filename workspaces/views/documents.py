"""Reading documents: the list, one of them, its versions, and copies to take along."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.requests import member
from platform_site.discussions.talk import talk_about
from platform_site.files.models import PageFile

from .. import reading
from ..actions.circle import NotAllowedHere
from ..actions.documents import restore_version
from ..actions.writers import set_writing
from ..comparison import passages
from ..inside import inside_or_404
from ..models import DocumentVersion

VERSIONS_SHOWN = 50


@require_safe
@sign_in_required
def document_list(request: HttpRequest, slug: str) -> HttpResponse:
    inside = inside_or_404(request, slug, current="documents")
    context = {
        "inside": inside,
        "entries": reading.tree(inside.workspace, request.user),
        "drafts": reading.drafts_of(request.user, inside.workspace, None),
    }
    return render(request, "workspaces/document_list.html", context)


@require_safe
@sign_in_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading.document_or_404(request, pk)
    document = found.document
    context: dict[str, Any] = {
        "reading": found,
        "page": document,
        "latest": reading.latest_versions([document]).get(document.pk),
        "saved": request.GET.get("saved", "")[:40],
        "entries": document.library_entries.select_related("revision__page").order_by("-pk"),
        "files": PageFile.objects.visible_to(request.user).filter(page=pk).with_versions(),
        "talk": talk_about(document, user=request.user, page_number=request.GET.get("posts", "")),
    }
    if found.may_write:
        drafts = reading.drafts_of(request.user, document.workspace, document)
        context["draft"] = drafts[0] if drafts else None
        context["others"] = reading.writing_now(document, member(request))
    return render(request, "workspaces/document.html", context)


@require_safe
@sign_in_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed it and when, the newest first; `?before=51` goes on from there."""
    found = reading.members_document_or_404(request, pk)
    versions = reading.without_texts().filter(document=found.document)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 9:
        versions = versions.filter(number__lt=int(before))
    shown = list(versions.order_by("-number")[: VERSIONS_SHOWN + 1])
    context = {
        "reading": found,
        "page": found.document,
        "versions": shown[:VERSIONS_SHOWN],
        "older": shown[VERSIONS_SHOWN - 1].number if len(shown) > VERSIONS_SHOWN else None,
    }
    return render(request, "workspaces/document_history.html", context)


@require_safe
@sign_in_required
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = reading.members_document_or_404(request, pk)
    shown = reading.version_or_404(found.document, number)
    context = {"reading": found, "page": found.document, "version": shown}
    return render(request, "workspaces/document_version.html", context)


@require_safe
@sign_in_required
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """`?from=2&to=5`, in whichever order they were chosen."""
    found = reading.members_document_or_404(request, pk)
    first, last = sorted((_number(request, "from"), _number(request, "to")))
    before = reading.version_or_404(found.document, first)
    after = reading.version_or_404(found.document, last)
    context = {
        "reading": found,
        "page": found.document,
        "before": before,
        "after": after,
        "title": passages(before.title, after.title),
        "passages": passages(before.text, after.text),
    }
    return render(request, "workspaces/document_comparison.html", context)


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 9):
        raise Http404
    return int(asked)


@require_POST
@sign_in_required
def restoration(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = reading.members_document_or_404(request, pk)
    reading.version_or_404(found.document, number)
    try:
        now: DocumentVersion = restore_version(
            document=found.document, number=number, by=member(request)
        )
    except NotAllowedHere as error:
        raise Http404 from error
    said = _("Version %(old)d stands there again, as version %(new)d.")
    messages.success(request, said % {"old": number, "new": now.number})
    return redirect(found.document)


EXPORTS = {"md": "text/markdown", "html": "text/html"}


@require_safe
@sign_in_required
def export(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    if extension not in EXPORTS:
        raise Http404
    document = reading.document_or_404(request, pk).document
    if extension == "md":
        content = f"# {document.title}\n\n{document.text.source}\n"
    else:
        is_rtl = get_language_info(document.language)["bidi"]
        context = {"document": document, "direction": "rtl" if is_rtl else "ltr"}
        content = render_to_string("workspaces/document_export.html", context)
    answer = HttpResponse(content, content_type=f"{EXPORTS[extension]}; charset=utf-8")
    name = slugify(document.title)[:60] or f"document-{document.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sees this one document from outside, and which of them may write it."""
    found = reading.members_document_or_404(request, pk)
    if found.inside is None or not found.inside.may_admit:
        raise Http404
    grants = reading.guests_of(found.document)
    if request.method == "POST":
        chosen = [grant for grant in grants if str(grant.pk) == request.POST.get("grant")]
        if not chosen:
            raise Http404
        set_writing(grant=chosen[0], may_write="may_write" in request.POST, by=member(request))
        messages.success(request, _("It is changed."))
        return redirect("workspaces:document-guests", pk)
    context = {"reading": found, "page": found.document, "grants": grants}
    return render(request, "workspaces/document_guests.html", context)
