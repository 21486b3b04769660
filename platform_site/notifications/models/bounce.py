"""Mails that came back, and addresses that we stopped writing to because of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower, Now

from .delivery import Delivery


class Bounce(models.Model):
    """One mail that did not arrive: it counts once, however often we hear of it."""

    delivery = models.OneToOneField(
        Delivery, models.CASCADE, primary_key=True, related_name="bounce"
    )
    # In small letters, as it was when the mail was sent.
    address = models.EmailField()
    # Nobody is there; else the mailbox is full, or something like it, and may mend itself.
    is_hard = models.BooleanField()
    # Of RFC 3463, such as 5.1.1; empty where nobody said one.
    status = models.CharField(max_length=11, blank=True, default="")
    came_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager["Bounce"]()

    class Meta:
        indexes = [models.Index("address", "came_at", name="bounce_of_address")]

    def __str__(self) -> str:
        return f"{self.address}: {self.status}"


class PausedAddress(models.Model):
    """We write to it no more, but for letters, until its owner says that it works again."""

    # In small letters.
    address = models.EmailField(primary_key=True)
    paused_at = models.DateTimeField(db_default=Now(), editable=False)
    # The mail server's own words.
    answer = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar = models.Manager["PausedAddress"]()

    class Meta:
        verbose_name_plural = "paused addresses"

    def __str__(self) -> str:
        return self.address


def address_is_paused(email: str) -> Exists:
    """A condition; `email` is the path to the address."""
    return Exists(PausedAddress.objects.filter(address=Lower(OuterRef(email))))
