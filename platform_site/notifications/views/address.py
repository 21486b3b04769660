"""An address to which we stopped writing: why, and how its owner has us begin again."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from platform_site.accounts import limits
from platform_site.accounts.requests import member

from ..actions import ask_whether_address_works, resume_address
from ..models import PausedAddress
from ..tokens import read_working_address

AGAIN = timedelta(minutes=10)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Says why nothing is mailed, and on asking writes to the address once more."""
    reader = member(request)
    paused = PausedAddress.objects.filter(address=reader.email.lower()).first()
    if request.method == "POST" and paused is not None:
        if limits.once(f"does it work {paused.address}", within=AGAIN):
            ask_whether_address_works(person=reader)
        messages.success(request, _("We wrote to %(address)s.") % {"address": reader.email})
        return redirect("mail-address")
    return render(request, "notifications/address.html", {"paused": paused})


# The link in a mail is signed: it needs neither a session nor a token of ours. To look at it
# changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def working_address(request: HttpRequest, token: str) -> HttpResponse:
    found = read_working_address(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        resume_address(address=found)
    context = {"address": found, "is_done": request.method == "POST"}
    return render(request, "notifications/working_address.html", context)
