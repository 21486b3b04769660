"""What a view asks of the person who calls it.

Under `@sign_in_required` a view fills its form with `request.POST or kept_data(request)`.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from . import limits
from .keeping import TooMuchToKeep, forget_form, give_back, keep_form
from .refusals import too_long, too_many
from .requests import member

type View = Callable[..., HttpResponse]


def sign_in_required(view: View) -> View:
    """Sends who is not signed in to sign in and back here; what they typed waits meanwhile."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        response = view(request, *args, **kwargs)
        # Refused fields are shown again by the view; only a redirect says that they arrived.
        if request.method == "POST" and "kept" in request.GET and response.status_code == 302:
            forget_form(path=request.path, token=request.GET["kept"])
        return response

    return guarded


def kept_data(request: HttpRequest) -> QueryDict | None:
    """What this person had typed here before they signed in, for the form's `data`; else None."""
    token = request.GET.get("kept", "")
    if request.method != "GET" or not token or not request.user.is_authenticated:
        return None
    typed = give_back(path=request.path, token=token, to=member(request))
    if typed is not None:
        messages.info(request, _("You were signed out; what you typed is still here."))
    return typed


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    query.pop("kept", None)
    if request.method == "POST":
        if wait := limits.wait(request, "keep-typed"):
            return too_many(request, wait=wait)
        try:
            query["kept"] = keep_form(path=request.path, typed=request.POST)
        except TooMuchToKeep:
            return too_long(request, sign_in=_sign_in_for(request.path))
    return _go(request, _sign_in_for(f"{request.path}?{query.urlencode()}".removesuffix("?")))


def _sign_in_for(here: str) -> str:
    return redirect_to_login(here).url


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """htmx would follow a plain redirect and put the sign-in page where the form was."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
