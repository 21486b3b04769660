"""The list of news and an item."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.discussions.talk import talk_about
from platform_site.pages import lists
from platform_site.pages.cards import other_languages, subject_links

from .filters import ArticleFilter
from .models import Article


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    return render(request, "news/list.html", lists.newest(request, ArticleFilter))


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    visible = Article.objects.visible_to(request.user).select_related("text", "contributor")
    article = get_object_or_404(visible, slug=slug)
    if request.path != unquote(article.get_absolute_url()):  # a slug may be in any script
        return redirect(article)
    context = {
        "page": article,
        "article": article,
        "subjects": subject_links([article], request.user).get(article.pk, []),
        "languages": other_languages(article, request.user),
        "talk": talk_about(article, user=request.user, page_number=request.GET.get("posts", "")),
    }
    return render(request, "news/detail.html", context)
