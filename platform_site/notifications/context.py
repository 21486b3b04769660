"""The inbox in the masthead."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from .models import Delivery


def inbox(request: HttpRequest) -> dict[str, Any]:
    """`{{ inbox.url }}` and `{{ inbox.unread }}`; nothing is counted, and no session opened,
    before a template asks. Templates ask only where `house.is_signed_in`."""
    return {"inbox": SimpleLazyObject(lambda: _inbox(request))}


def _inbox(request: HttpRequest) -> dict[str, Any]:
    unread = Delivery.objects.inbox().visible_to(request.user).filter(read_at__isnull=True)
    return {"url": reverse("inbox"), "unread": unread.count()}
