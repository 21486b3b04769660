"""All themes in their families, and the page of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .models import Theme
from .overview import Overview, families


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "themes/list.html", {"families": families(request.user)})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("themes:detail", slug.lower(), permanent=True)
    visible: Any = Theme.objects.visible_to(request.user).named()
    theme = get_object_or_404(visible, slug=slug)
    return render(
        request, "themes/detail.html", {"theme": theme, "overview": Overview(theme, request.user)}
    )
