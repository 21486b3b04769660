"""The list of news and an item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Article


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.published().visible_to(request.user)
    return render(request, "news/list.html", {"articles": articles})


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
    return render(request, "news/detail.html", {"article": article})
