"""What the form of a record fetches while somebody fills it in. It works without them, too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..duplicates import duplicates
from ..forms import ResourceForm

# As long as the fields of the form may be.
LONGEST = {"link": 1000, "doi": 250, "isbn": 30, "title": 300}


@require_safe
def duplicates_of(request: HttpRequest) -> HttpResponse:
    """Records that what was typed so far may be one of."""
    typed = {
        name: request.GET.get(name, "")[:longest].replace("\x00", "")
        for name, longest in LONGEST.items()
    }
    return render(request, "resources/duplicates.html", {"duplicates": duplicates(**typed)})


@require_safe
def type_fields(request: HttpRequest) -> HttpResponse:
    """The fields that the chosen type has beside a record."""
    form = ResourceForm(initial={"type": request.GET.get("type", "")[:30]})
    return render(request, "resources/type_fields.html", {"form": form})
