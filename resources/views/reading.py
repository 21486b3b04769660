"""The list of records and one record."""

from typing import Any
from urllib.parse import unquote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.core import paging
from platform_site.discussions.talk import talk_about
from platform_site.files.models import PageFile
from platform_site.pages import kinds, lists
from platform_site.pages.cards import other_languages, subject_links

from ..cards import cards
from ..citations import FORMATS, reference, sentence
from ..citations.linked_data import licence_url, linked_data
from ..citations.reference import Name
from ..filters import ResourceFilter
from ..languages import language_name
from ..models import Resource
from ..near import near

SIZE = 20


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    records = lists.originals(request, ResourceFilter)
    filtered = ResourceFilter(request.GET, queryset=records, request=request)
    filtered.offer_subjects()
    context = {
        "kind": kinds.get("resource"),
        "filter": filtered,
        "subject": filtered.subject,
        "series": filtered.form.cleaned_data.get("series") if filtered.form.is_valid() else "",
        "formats": list(FORMATS),
        "query": lists.query_without_place(request),
    }
    return render(request, "resources/list.html", context | _part(request, filtered))


def _part(request: HttpRequest, filtered: ResourceFilter) -> dict[str, Any]:
    """One page of the list: by keyset in its usual order, by number in any other."""
    if filtered.order is None:
        found = paging.newest(filtered.qs, mark=request.GET.get("at", ""), size=SIZE)
        return {"slice": found, "cards": cards(found.items, request.user)}
    numbered = Paginator(filtered.qs.order_by(*filtered.order), SIZE)
    page = numbered.get_page(request.GET.get("page"))
    return {"numbered": page, "cards": cards(list(page.object_list), request.user)}


@require_safe
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    visible = Resource.objects.visible_to(request.user).with_details()
    resource = get_object_or_404(visible, pk=pk)
    if request.path != unquote(resource.get_absolute_url()):  # a slug may be in any script
        return redirect(resource)
    cited = reference(resource)
    files = PageFile.objects.visible_to(request.user).filter(page=resource.pk).with_versions()
    context = {
        "page": resource,
        "resource": resource,
        "authors": [Name.read(name) for name in resource.authors],
        "in_language": language_name(resource.language),
        "published_in": [(code, language_name(code)) for code in resource.other_languages],
        "subjects": subject_links([resource], request.user).get(resource.pk, []),
        "languages": other_languages(resource, request.user),
        "files": list(files),
        "near": cards(near(resource, request.user), request.user, with_subjects=False),
        "talk": talk_about(resource, user=request.user, page_number=request.GET.get("posts", "")),
        "sentence": sentence(cited),
        "licence_url": licence_url(resource.licence),
        "linked_data": linked_data(resource, request.build_absolute_uri(request.path)),
    }
    return render(request, "resources/detail.html", context)
