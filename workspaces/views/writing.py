"""Writing a document: the form, its drafts, and what happens when two write at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.core.differences import word_difference
from platform_site.moderation.actions import NotAllowedToContribute

from .. import reading
from ..actions.circle import NotAllowedHere
from ..actions.documents import BothChanged, create_document, save_document
from ..actions.drafts import TooManyDrafts, forget_continued, forget_draft, keep_draft
from ..actions.places import CannotStandThere
from ..forms.document import DocumentForm, DraftForm, goes_on
from ..inside import Inside, inside_or_404
from ..models import Document, DocumentVersion, Draft, Workspace


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: in a document, or a new one of a workspace."""

    request: HttpRequest
    workspace: Workspace
    document: Document | None
    inside: Inside | None
    above: Document | None = None

    @property
    def form_url(self) -> str:
        if self.document is not None:
            return reverse("workspaces:edit-document", args=[self.document.pk])
        return reverse("workspaces:new-document", args=[self.workspace.slug])

    @property
    def draft_url(self) -> str:
        if self.document is not None:
            return reverse("workspaces:draft", args=[self.document.pk])
        return reverse("workspaces:new-draft", args=[self.workspace.slug])

    @property
    def place(self) -> str:
        """What the browser keeps its copy under: this person's, of this document."""
        what = f"document-{self.document.pk}" if self.document else f"new-{self.workspace.pk}"
        return f"{self.request.user.pk}:{what}"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """`?above=12` puts it below that document."""
    inside = inside_or_404(request, slug, current="documents")
    if not inside.may_write:
        raise Http404
    asked = request.GET.get("above", "")
    above = None
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        above = reading.members_document_or_404(request, int(asked)).document
    return _write(Desk(request, inside.workspace, None, inside, above))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading.writable_or_404(request, pk)
    document = found.document
    return _write(Desk(request, document.workspace, document, found.inside))


def _write(desk: Desk) -> HttpResponse:
    request = desk.request
    drafts = reading.drafts_of(request.user, desk.workspace, desk.document)
    draft = _chosen(request, drafts)
    data = request.POST or kept_data(request)
    form = DocumentForm(data, initial=_initial(desk, draft))
    if request.method != "POST":
        return _page(desk, form, drafts=drafts, draft=draft)
    if "keep" in request.POST:
        return _keep(desk, form)
    if not form.is_valid() or "preview" in request.POST:
        status = 422 if form.errors else 200
        return _page(desk, form, preview=_preview(form), status=status)
    return _save(desk, form)


def _chosen(request: HttpRequest, drafts: list[Draft]) -> Draft | None:
    """The draft to go on with: the one asked for, else the newest."""
    asked = request.GET.get("draft", "")
    if asked:
        return next((draft for draft in drafts if str(draft.key) == asked), None)
    return drafts[0] if drafts else None


def _initial(desk: Desk, draft: Draft | None) -> dict[str, Any]:
    if draft is not None:
        names = ("title", "text", "text_format", "based_on")
        return {name: getattr(draft, name) for name in names} | {"goes_on": goes_on(draft)}
    if desk.document is None:
        return {}
    document = desk.document
    return {
        "title": document.title,
        "text": document.text.source,
        "based_on": document.version,
    }


def _save(desk: Desk, form: DocumentForm) -> HttpResponse:
    said, by = form.cleaned_data, member(desk.request)
    try:
        if desk.document is None:
            document = create_document(
                workspace=desk.workspace,
                title=said["title"],
                text=said["text"],
                by=by,
                key=said["key"],
                above=desk.above,
            )
        else:
            document = desk.document
            names = ("based_on", "title", "text", "key", "comment")
            version = save_document(
                document=document, by=by, **{name: said[name] for name in names}
            )
            _tell(desk.request, version)
    except BothChanged as both:
        return _both(desk, form, both)
    except (NotAllowedHere, NotAllowedToContribute):
        form.add_error(None, _("You may not write here any more. Copy your text if you need it."))
        return _page(desk, form, status=403)
    except CannotStandThere:
        form.add_error(None, _("It cannot stand below that document any more. Put it on top."))
        return _page(desk, form, status=422)
    forget_continued(goes_on=said["goes_on"], by=by)
    return redirect(f"{document.get_absolute_url()}?saved={said['key']}")


def _tell(request: HttpRequest, version: DocumentVersion) -> None:
    if version.is_merged:
        merged = _(
            "Saved as version %(n)d. Others had saved meanwhile; their changes and yours are both"
            " in it."
        )
        messages.success(request, merged % {"n": version.number})
    else:
        messages.success(request, _("Saved as version %(n)d.") % {"n": version.number})


def _both(desk: Desk, form: DocumentForm, both: BothChanged) -> HttpResponse:
    """Both texts beside each other; the writer's stays in the form as they typed it, and sending
    it again is a decision made with the other one in sight."""
    data = desk.request.POST.copy()
    data["based_on"] = str(both.version)
    again = DocumentForm(data, initial=form.initial)
    said = form.cleaned_data
    sides = {
        "version": both.version,
        "base": both.base,
        "current": both.current,
        "title_differs": both.current["title"] != said["title"],
        "theirs": word_difference(both.base.get("text", ""), both.current["text"]),
        "yours": word_difference(both.base.get("text", ""), said["text"]),
    }
    return _page(desk, again, both=sides, status=409)


def _preview(form: DocumentForm) -> str:
    if "preview" not in form.data or not form.is_valid():
        return ""
    # render() cleans what it makes.
    return mark_safe(markup.render(form.cleaned_data["text"]))  # noqa: S308


def _page(desk: Desk, form: DocumentForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {"desk": desk, "form": form, "page": desk.document}
    if desk.document is not None:
        context["others"] = reading.writing_now(desk.document, member(desk.request))
        draft = more.get("draft")
        context["is_behind"] = draft is not None and draft.based_on < desk.document.version
    return render(desk.request, "workspaces/document_form.html", context | more, status=status)


def _keep(desk: Desk, form: DocumentForm) -> HttpResponse:
    """“Keep as draft”, for where no script does it."""
    typed = DraftForm(desk.request.POST)
    try:
        kept = _kept(desk, typed)
    except TooManyDrafts:
        form.add_error(None, _too_many())
        return _page(desk, form, status=422)
    if kept is None:
        form.is_valid()
        return _page(desk, form, status=422)
    messages.success(desk.request, _said(kept))
    if desk.document is not None:
        return redirect(
            f"{reverse('workspaces:edit-document', args=[desk.document.pk])}?draft={kept.key}"
        )
    return redirect(
        f"{reverse('workspaces:new-document', args=[desk.workspace.slug])}?draft={kept.key}"
    )


def _kept(desk: Desk, typed: DraftForm) -> Draft | None:
    if not typed.is_valid():
        return None
    return keep_draft(
        workspace=desk.workspace,
        document=desk.document,
        by=member(desk.request),
        **typed.content(),
    )


def _said(draft: Draft) -> str:
    moment = time_format(timezone.localtime(draft.kept_at), "H:i")
    return _("Draft saved %(time)s") % {"time": moment}


def _too_many() -> str:
    return _("You keep many drafts here already. Save one of them, or throw some away.")


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """What the script sends every few seconds; it is told in a word how that went."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    found = reading.writable_or_404(request, pk)
    return _autosave(Desk(request, found.document.workspace, found.document, found.inside))


@require_POST
def new_draft(request: HttpRequest, slug: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    inside = inside_or_404(request, slug)
    if not inside.may_write:
        raise Http404
    return _autosave(Desk(request, inside.workspace, None, inside))


def _autosave(desk: Desk) -> HttpResponse:
    typed = DraftForm(desk.request.POST)
    if not typed.is_valid():
        return JsonResponse({}, status=422)
    try:
        kept = _kept(desk, typed)
    except TooManyDrafts:
        return JsonResponse({}, status=409)
    return JsonResponse({"said": _said(kept) if kept else _("Saved")})


@require_POST
@sign_in_required
def discard(request: HttpRequest, key: Any) -> HttpResponse:
    """One's own draft, whatever became of its document."""
    kept = Draft.objects.of(request.user).filter(key=key).select_related("workspace").first()
    if kept is None:
        raise Http404
    forget_draft(key=key, by=member(request))
    messages.success(request, _("The draft is thrown away."))
    if kept.document_id is not None:
        return redirect("workspaces:document", kept.document_id)
    return redirect("workspaces:documents", kept.workspace.slug)


@require_safe
@sign_in_required
def editors(request: HttpRequest, pk: int) -> HttpResponse:
    """Who else is writing now: a line that htmx asks for again and again."""
    found = reading.writable_or_404(request, pk)
    context = {
        "page": found.document,
        "others": reading.writing_now(found.document, member(request)),
    }
    return render(request, "workspaces/document_editors.html", context)
