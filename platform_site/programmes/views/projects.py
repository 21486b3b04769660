"""The table of projects, the same as a file, and the page of each."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from platform_site.discussions.talk import talk_about
from platform_site.pages import kinds, lists
from platform_site.pages.cards import other_languages
from platform_site.pages.models import PageSubject, visibility

from ..export import as_csv
from ..filters import ProjectFilter
from ..models import Project, Result
from ..table import roles_by_name, rows

SIZE = 40
# Value of `?sort=` → what the choice says, and the columns.
ORDERS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "start": (_("Latest start"), (F("starts").desc(), "-pk")),
    "oldest": (_("Earliest start"), (F("starts").asc(), "pk")),
    "size": (_("Largest commitment"), (F("commitment_usd").desc(nulls_last=True), "-pk")),
    "name": (_("Name"), ("title", "pk")),
}


def _filtered(request: HttpRequest) -> ProjectFilter:
    projects = lists.originals(request, ProjectFilter)
    return ProjectFilter(request.GET, queryset=projects, request=request)


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in ORDERS else "start"


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    filtered = _filtered(request)
    filtered.offer_subjects()
    order = _order(request)
    page = Paginator(filtered.qs.order_by(*ORDERS[order][1]), SIZE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "kind": kinds.get("project"),
        "filter": filtered,
        "subject": filtered.subject,
        "type": filtered.form.cleaned_data.get("type", ""),
        "order": order,
        "orders": [(name, label) for name, (label, _columns) in ORDERS.items()],
        "page": page,
        "rows": rows(list(page.object_list), request.user),
        "query": query.urlencode(),
    }
    return render(request, "programmes/projects.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The filtered list, all of it, in the order of the list."""
    projects = _filtered(request).qs.order_by(*ORDERS[_order(request)][1])
    return as_csv(list(projects), request.user, filename="projects.csv")


@require_safe
def project(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("programmes:project", slug.lower(), permanent=True)
    visible = Project.objects.visible_to(request.user).select_related("text", "contributor")
    found = get_object_or_404(visible, slug=slug)
    row = rows([found], request.user)[0]
    context = {
        "page": found,
        "project": found,
        "row": row,
        "roles": roles_by_name(found.pk, request.user),
        "results": _results(found, request),
        # Places and organisations stand among the facts.
        "subjects": [*row.programmes, *row.themes],
        "languages": other_languages(found, request.user),
    }
    if not found.is_of_ledger:
        context["talk"] = talk_about(
            found, user=request.user, page_number=request.GET.get("posts", "")
        )
    return render(request, "programmes/project.html", context)


def _results(project: Project, request: HttpRequest) -> list[Result]:
    """Its own, and those of the programme that it mainly is."""
    primary = PageSubject.objects.filter(
        page=project.pk, is_direct=True, strength=PageSubject.Strength.PRIMARY
    )
    pages = [project.pk, *primary.values_list("subject_id", flat=True)]
    stated = Result.objects.filter(visibility(request.user, "page__"), page__in=pages)
    return list(stated.select_related("page"))
