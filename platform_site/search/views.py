"""The search page and what a few letters may become."""

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.models import Subject

from .filters import Filters, filters_of
from .finding import Found, find
from .forms import MOST_OPTIONS, MOST_PAGES, PAGE_SIZE, Choices, SearchForm
from .query import Query
from .results import results
from .spelling import did_you_mean
from .suggestions import suggestions

# Of these the most frequent of each kind are offered.
MOST_SUBJECTS = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", {"form": form}, status=400)
    if not form.asks:
        return render(request, "search/search.html", {"form": form})
    text = form.cleaned_data["q"]
    query = form.query(request.user)
    filters = filters_of(form.cleaned_data, request.user)
    found = find(query, filters=filters, user=request.user)
    mended = did_you_mean(text, found=found, filters=filters, user=request.user)
    context = _context(request, form, query, found) | {
        "mended": mended,
        "kinds": _kinds(request, query, filters, found),
    }
    return render(request, "search/search.html", context)


def _context(request: HttpRequest, form: SearchForm, query: Query, found: Found) -> dict[str, Any]:
    page = Paginator(found.groups[: PAGE_SIZE * MOST_PAGES], PAGE_SIZE).get_page(
        form.cleaned_data["page"] or 1
    )
    form.offer(
        len(found),
        about=_subjects(request, found.count_subjects()),
        types=found.count_types(),
        languages=found.count_languages(),
        years=found.count_years(),
    )
    return {
        "form": form,
        "found": found,
        "page": page,
        "results": results(list(page.object_list), query=query, user=request.user),
        "also": query.also,
        "address": _without_page(request),
    }


def _subjects(request: HttpRequest, counted: Counter[int]) -> Choices:
    """The subjects that most of what was found is about, kind by kind: code → name and count."""
    visible: Any = Subject.objects.published().visible_to(request.user)
    most = dict(counted.most_common(MOST_SUBJECTS))
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for subject in visible.filter(pk__in=most).named().order_by("sort_name"):
        by_kind[subject.kind].append(subject)
    return {
        kind.label_plural: {
            subject.code: (subject.name, most[subject.pk])
            for subject in sorted(by_kind[kind.name], key=lambda one: -most[one.pk])[:MOST_OPTIONS]
        }
        for kind in kinds.all_kinds()
        if by_kind[kind.name]
    }


type _Kind = tuple[str, str | Promise, int, bool]


def _kinds(request: HttpRequest, query: Query, filters: Filters, found: Found) -> list[_Kind]:
    """Name, label and count of each kind, whichever of them is shown now."""
    if filters.kind:
        every = replace(filters, kind="", subtype="")
        found = find(query, filters=every, user=request.user)
    counted = found.count_kinds()
    rows: list[_Kind] = [("", _("Everything"), len(found), not filters.kind)]
    for kind in kinds.all_kinds():
        if counted[kind.name] or kind.name == filters.kind:
            row = (kind.name, kind.label_plural, counted[kind.name], kind.name == filters.kind)
            rows.append(row)
    return rows


def _without_page(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Options for the search field, as a piece of HTML; none for what can't be searched."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    offered = suggestions(text, user=request.user)
    return render(request, "search/suggestions.html", {"suggestions": offered})
