"""The ways to take part, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from platform_site.pages import kinds


@require_safe
def contribute(request: HttpRequest) -> HttpResponse:
    context = {
        "kinds": [kind for kind in kinds.all_kinds() if kind.can_be_added],
        "steps": [
            {
                "title": _("You send it"),
                "text": _("You get a receipt at once: an address that shows where it stands."),
            },
            {
                "title": _("A person reads it"),
                "text": _(
                    "A reviewer accepts it, edits it first, asks you for a change, or says why not."
                ),
            },
            {
                "title": _("It is published"),
                "text": _("With your name and the date. Every later change is kept too."),
            },
        ],
    }
    return render(request, "home/contribute.html", context)
