"""All themes in their families, and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.pages.blocks import entry_page

from .models import Theme


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    themes = Theme.objects.visible_to(request.user).named().in_order()
    families: dict[int, list[Theme]] = {}
    for theme in themes:
        families.setdefault(theme.parent_id or theme.pk, []).append(theme)
    context = {"families": [(family[0], family[1:]) for family in families.values()]}
    return render(request, "themes/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("themes:detail", slug.lower(), permanent=True)
    visible = Theme.objects.visible_to(request.user).named()
    theme = get_object_or_404(visible, slug=slug)
    context = {
        "theme": theme,
        "parent": visible.filter(pk=theme.parent_id or 0).first(),
        "entry": entry_page(theme, request.user),
    }
    return render(request, "themes/detail.html", context)
