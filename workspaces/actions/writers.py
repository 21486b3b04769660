"""Guests who may write the one document that was opened to them."""

from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.pages.models import PageGrant

from ..models import Document, GuestWriter
from .circle import lock, require_admitting

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def set_writing(*, grant: PageGrant, may_write: bool, by: "User") -> None:
    """Raises NotAllowedHere, NotAllowedToContribute."""
    document = Document.objects.select_related("workspace").get(pk=grant.page_id)
    require_admitting(lock(document.workspace), by)
    if not may_write:
        GuestWriter.objects.filter(grant=grant).delete()
    elif PageGrant.objects.filter(pk=grant.pk).exists():
        GuestWriter.objects.get_or_create(grant=grant)
