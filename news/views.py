"""The list of news, an item, the feed."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.core import paging
from platform_site.discussions.talk import talk_about
from platform_site.pages.cards import cards, other_languages, subject_links
from platform_site.pages.models import PageQuerySet

from .filters import ArticleFilter
from .models import Article


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    filtered = ArticleFilter(request.GET, queryset=_originals(request), request=request)
    filtered.offer_subjects()
    found = paging.newest(filtered.qs, mark=request.GET.get("at", ""))
    context = {
        "filter": filtered,
        "subject": filtered.subject,
        "slice": found,
        "cards": cards(found.items, request.user),
        "query": _query_without_place(request),
    }
    return render(request, "news/list.html", context)


def _originals(request: HttpRequest) -> PageQuerySet[Article]:
    articles = Article.objects.published().visible_to(request.user)
    return articles.filter(translation_of__isnull=True)


def _query_without_place(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("at", None)
    return query.urlencode()


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    visible = Article.objects.visible_to(request.user).select_related("text", "contributor")
    article = get_object_or_404(visible, slug=slug)
    if request.path != unquote(article.get_absolute_url()):  # a slug may be in any script
        return redirect(article)
    context = {
        "article": article,
        "subjects": subject_links([article], request.user).get(article.pk, []),
        "languages": other_languages(article, request.user),
        "talk": talk_about(article, user=request.user, page_number=request.GET.get("posts", "")),
    }
    return render(request, "news/detail.html", context)
