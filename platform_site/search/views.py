"""The search page and what a few letters may become."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.models import Subject

from .answers import answer_to
from .filters import Filters, filters_of
from .finding import Found, Group, find, find_some
from .forms import MOST_OPTIONS, MOST_PAGES, PAGE_SIZE, Choices, SearchForm
from .query import Query
from .results import results
from .spelling import FEW, did_you_mean
from .suggestions import suggestions
from .widening import understand

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Of these the most frequent of each kind are offered.
MOST_SUBJECTS = 100
# How many pages with some of the words are shown where few have all.
SOME = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", {"form": form}, status=400)
    if not form.asks:
        return render(request, "search/search.html", {"form": form})
    asked = ask(form, request.user)
    context = _context(request, form, asked) | {
        "mended": asked.mended,
        "is_mended": asked.is_mended,
        "answer": answer_to(asked.query, user=request.user),
        "some": results(some_of(asked, request.user), query=asked.query, user=request.user),
        "kinds": _kinds(request, asked),
    }
    return render(request, "search/search.html", context)


@dataclass(frozen=True)
class Asked:
    """What was found, and for what: what was typed, or what was perhaps meant if that is nowhere.

    `mended` is what was perhaps meant.
    """

    query: Query
    filters: Filters
    found: Found
    mended: str
    is_mended: bool = False


def ask(form: SearchForm, user: "Person") -> Asked:
    query, filters = form.query(user), filters_of(form.cleaned_data, user)
    found = find(query, filters=filters, user=user)
    mended = did_you_mean(form.cleaned_data["q"], found=found, filters=filters, user=user)
    if not mended or found.has_words:
        return Asked(query, filters, found, mended)
    query = understand(mended, user=user, language=filters.language)
    return Asked(query, filters, find(query, filters=filters, user=user), mended, is_mended=True)


def some_of(asked: Asked, user: "Person") -> list[Group]:
    """Where few pages have all of the words: those that have some of them."""
    if len(asked.found) >= FEW or asked.is_mended:
        return []
    known = {group.best.original_id for group in asked.found.groups}
    groups = find_some(asked.query, filters=asked.filters, user=user, length=SOME)
    return [group for group in groups if group.best.original_id not in known]


def _context(request: HttpRequest, form: SearchForm, asked: Asked) -> dict[str, Any]:
    found = asked.found
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
        "results": results(list(page.object_list), query=asked.query, user=request.user),
        "also": asked.query.also,
        "address": _address(request, asked),
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


def _kinds(request: HttpRequest, asked: Asked) -> list[_Kind]:
    """Name, label and count of each kind, whichever of them is shown now."""
    filters, found = asked.filters, asked.found
    if filters.kind:
        every = replace(filters, kind="", subtype="")
        found = find(asked.query, filters=every, user=request.user)
    counted = found.count_kinds()
    rows: list[_Kind] = [("", _("Everything"), len(found), not filters.kind)]
    for kind in kinds.all_kinds():
        if counted[kind.name] or kind.name == filters.kind:
            row = (kind.name, kind.label_plural, counted[kind.name], kind.name == filters.kind)
            rows.append(row)
    return rows


def _address(request: HttpRequest, asked: Asked) -> str:
    """Of what was found, without the place in the list."""
    query = request.GET.copy()
    query.pop("page", None)
    if asked.is_mended:
        query["q"] = asked.mended
    return query.urlencode()


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Options for the search field, as a piece of HTML; none for what can't be searched."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    offered = suggestions(text, user=request.user)
    return render(request, "search/suggestions.html", {"suggestions": offered})
