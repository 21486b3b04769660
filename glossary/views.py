"""The glossary, a concept, the two small forms, and the files for other programs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.discussions.talk import talk_about
from platform_site.moderation.actions import (
    ConflictingChange,
    NotAllowedToContribute,
    suggest_change,
)
from platform_site.moderation.models import Revision
from platform_site.moderation.permissions import may_contribute
from platform_site.pages.cards import subject_links

from . import listing, skos
from .filters import ConceptFilter
from .forms import NewDefinitionForm, NewDesignationForm, RowForm
from .models import Concept
from .reading import Reading
from .snapshots import snapshots

WAYS = {
    "letter": _("A to Z"),
    "theme": _("By theme"),
    "hierarchy": _("From broad to narrow"),
}


@require_safe
def concept_list(request: HttpRequest) -> HttpResponse:
    """Our own terms, unless the address asks for the thesaurus or for both."""
    asked = request.GET.copy()
    asked.setdefault("type", Concept.Collection.OWN)
    visible = Concept.objects.published().visible_to(request.user)
    filtered = ConceptFilter(asked, queryset=visible, request=request)
    filtered.offer_subjects()
    concepts = list(filtered.qs.order_by("pk"))
    lines = listing.lines_of(concepts, get_language() or "en")
    way = request.GET.get("by", "")
    way = way if way in WAYS else "letter"
    context: dict[str, Any] = {
        "filter": filtered,
        "subject": filtered.subject,
        "collection": asked["type"],
        "is_mixed": asked["type"] not in Concept.Collection,
        "query": request.GET.urlencode(),
        "count": len(concepts),
        "lines": lines,
        "short": not any(line.definition for line in lines.preferred.values()),
        "way": way,
        "ways": _ways(request, way),
    }
    if way == "theme":
        context["parts"] = listing.by_theme(lines, request.user)
    elif way == "hierarchy":
        context["tree"] = listing.by_hierarchy(lines)
    else:
        context["parts"] = listing.by_letter(lines)
    return render(request, "glossary/list.html", context)


def _ways(request: HttpRequest, way: str) -> list[dict[str, Any]]:
    """The arrangements as links that keep the filters."""
    links = []
    for name, title in WAYS.items():
        query = request.GET.copy()
        query["by"] = name
        links.append({"title": title, "url": f"?{query.urlencode()}", "is_here": name == way})
    return links


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    concept = get_object_or_404(_visible(request).select_related("contributor"), slug=slug)
    context = {
        "page": concept,
        "concept": concept,
        "reading": Reading(concept, request.user),
        "subjects": subject_links([concept], request.user).get(concept.pk, []),
        "talk": talk_about(concept, user=request.user, page_number=request.GET.get("posts", "")),
        "licence_url": skos.LICENCES.get(concept.licence, ""),
    }
    return render(request, "glossary/detail.html", context)


def _visible(request: HttpRequest) -> Any:
    return Concept.objects.visible_to(request.user).named()


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def new_definition(request: HttpRequest, slug: str) -> HttpResponse:
    """A further definition of a term that is here, in any language."""
    return _add_row(request, slug, NewDefinitionForm, "glossary/new_definition.html")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def new_designation(request: HttpRequest, slug: str) -> HttpResponse:
    """What the concept is called in another language."""
    return _add_row(request, slug, NewDesignationForm, "glossary/new_designation.html")


def _add_row(
    request: HttpRequest, slug: str, form_class: type[RowForm], template: str
) -> HttpResponse:
    concept = get_object_or_404(_visible(request).published(), slug=slug)
    held = snapshots([concept])[concept.pk]
    data = request.POST or kept_data(request)
    form = form_class(data, held=held, initial={"language": _language_asked(request)})
    context = {"concept": concept, "page": concept, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_suggest(request, concept, form).get_receipt_url())
        except NotAllowedToContribute:
            pass
        except ConflictingChange:
            # Somebody's change was accepted between reading and writing: nothing typed is lost.
            context["is_changed"] = True
    context["is_blocked"] = not may_contribute(member(request))
    context["reading"] = Reading(concept, request.user)
    status = 409 if "is_changed" in context else 422 if form.errors else 200
    return render(request, template, context, status=status)


def _language_asked(request: HttpRequest) -> str:
    return request.GET.get("language") or get_language() or "en"


def _suggest(request: HttpRequest, concept: Concept, form: RowForm) -> Revision:
    return suggest_change(
        page=concept,
        base=form.held,
        proposal=form.proposal(),
        by=member(request),
        key=form.cleaned_data["key"],
        significance=Revision.Significance.MAJOR,
    )


type Writer = Callable[[list[skos.Node]], str]
FILES: dict[str, tuple[str, Writer]] = {
    "ttl": ("text/turtle", skos.turtle),
    "jsonld": ("application/ld+json", skos.jsonld),
    "csv": ("text/csv", skos.table),
}


@require_safe
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """Everything that everyone may read, in one file."""
    public = Concept.objects.published().visible_to(request.user).filter(audience="public")
    return _file(skos.nodes(public.order_by("pk")), "glossary", extension)


@require_safe
def export_one(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    public = Concept.objects.published().visible_to(request.user).filter(audience="public")
    concept = get_object_or_404(public, slug=slug)
    return _file(skos.nodes([concept]), concept.slug, extension)


def _file(found: list[skos.Node], name: str, extension: str) -> HttpResponse:
    content_type, write = FILES[extension]
    response = HttpResponse(write(found), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{_ascii(name)}.{extension}"'
    return response


def _ascii(name: str) -> str:
    return name if name.isascii() else "concept"
