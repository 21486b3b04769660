"""The inbox in the masthead, and whether mail still reaches the person."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from platform_site.accounts.models import User

from .models import Delivery, address_is_paused

# What is counted at most: the masthead of somebody with 9,000 costs what that of others costs.
MOST = 100


def inbox(request: HttpRequest) -> dict[str, Any]:
    """`{{ inbox.url }}`, `{{ inbox.unread }}` and, where mail to the person comes back,
    `{{ inbox.trouble_url }}`; nothing is looked up, and no session opened, before a template
    asks. Templates ask only where `house.is_signed_in`."""
    return {"inbox": SimpleLazyObject(lambda: _inbox(request))}


def _inbox(request: HttpRequest) -> dict[str, Any]:
    person = request.user
    notices = Delivery.objects.inbox().visible_to(person).filter(read_at__isnull=True)
    # One statement for both: every page of every member asks.
    found = User.objects.filter(pk=person.pk or 0).values_list(
        ArraySubquery(notices.values("pk")[:MOST]), address_is_paused("email")
    )
    unread, is_paused = found.first() or ([], False)
    return {
        "url": reverse("inbox"),
        "unread": len(unread) if len(unread) < MOST else f"{MOST - 1}+",
        "trouble_url": reverse("mail-address") if is_paused else "",
    }
