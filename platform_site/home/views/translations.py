"""What was translated for this project and waits for somebody whose first language it is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from ..models import Guide


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """Each language of the interface but the original, with its guide pages: one query."""
    listed = Guide.objects.published().visible_to(request.user).in_order()
    guides = list(listed.exclude(language=settings.LANGUAGE_CODE))
    languages = [
        (code, name, _begin(code), [guide for guide in guides if guide.language == code])
        for code, name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]
    return render(request, "home/translations.html", {"languages": languages})


def _begin(language: str) -> dict[str, str]:
    """Where to begin to read: addresses in the language."""
    with translation.override(language):
        views = {"front": "home", "glossary": "glossary:list", "themes": "themes:list"}
        return {name: reverse(view) for name, view in views.items()}
