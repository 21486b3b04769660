"""Taking along all that the platform holds of oneself, and leaving."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from platform_site.accounts import limits
from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.holdings import Fate, Holding, erase_person, told_holdings
from platform_site.accounts.models import User
from platform_site.accounts.refusals import too_many
from platform_site.accounts.requests import member

from ..archive import write_archive
from ..forms import LeaveForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
@reauthentication_required
def export(request: HttpRequest) -> HttpResponseBase:
    """A page that says what is in it; its button gives the file."""
    person = member(request)
    if request.method != "POST":
        return render(request, "people/export.html", {"held": _counted(person)})
    if wait := limits.wait(request, "export", account=str(person.pk)):
        return too_many(request, wait=wait)
    name = f"{timezone.localdate().isoformat()}-my-data.zip"
    return FileResponse(write_archive(person), as_attachment=True, filename=name)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
@reauthentication_required
def delete(request: HttpRequest) -> HttpResponse:
    """Says row by row what goes and what stays without a name, and asks once more."""
    person = member(request)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not person.is_staff:
        erase_person(person=person)
        logout(request)
        messages.success(request, _("Your account is deleted. Thank you for having been here."))
        return redirect("home")
    held = _counted(person)
    context = {
        "goes": [(holding, n) for holding, n in held if holding.fate == Fate.GOES],
        "stays": [(holding, n) for holding, n in held if holding.fate == Fate.STAYS],
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/delete.html", context, status=status)


def _counted(person: User) -> list[tuple[Holding, int]]:
    counted = [(holding, holding.rows(person).count()) for holding in told_holdings()]
    return [(holding, number) for holding, number in counted if number]
