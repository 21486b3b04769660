"""What a view asks of the person who calls it.

Under `@sign_in_required` a view fills its form with `request.POST or kept_data(request)`.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from .keeping import forget_form, give_back, keep_form

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
    typed = give_back(path=request.path, token=token)
    if typed is not None:
        messages.info(request, _("You were signed out; what you typed is still here."))
    return typed


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    query.pop("kept", None)
    if request.method == "POST":
        query["kept"] = keep_form(path=request.path, typed=request.POST)
    here = f"{request.path}?{query.urlencode()}" if query else request.path
    response = redirect_to_login(here)
    if request.headers.get("HX-Request") == "true":
        # htmx would follow a plain redirect and put the sign-in page where the form was.
        return HttpResponseClientRedirect(response.url)
    return response
