"""The one page of the floor: how the site is displayed."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .context import SCHEMES

A_YEAR = 365 * 24 * 60 * 60


class DisplayForm(forms.Form):
    scheme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("auto", _("As my device has it")),
            ("light", _("Light")),
            ("dark", _("Dark")),
        ],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)


# Without a token on purpose: with one, choosing colours would hand out a second cookie, and a
# reader who carries any cookie but this one gets no page from the cache. Nothing is written here.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "display.html", {"form": DisplayForm(initial=_as_it_is(request))})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "display.html", {"form": form}, status=422)
    response = HttpResponseRedirect(_safe(form.cleaned_data["next"], request))
    return _remember(response, scheme=form.cleaned_data["scheme"])


def _as_it_is(request: HttpRequest) -> dict[str, str]:
    return {
        "scheme": request.COOKIES.get("scheme", "auto"),
        "next": request.GET.get("next", ""),
    }


def _remember(response: HttpResponse, *, scheme: str) -> HttpResponse:
    if scheme in SCHEMES:
        response.set_cookie(
            "scheme", scheme, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True
        )
    else:
        response.delete_cookie("scheme", samesite="Lax")
    return response


def _safe(address: str, request: HttpRequest) -> str:
    """Where the reader came from, unless somebody else wrote that address."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own and address.startswith("/") else f"/{request.LANGUAGE_CODE}/"
