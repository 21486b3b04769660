"""What a person follows, was told and was sent."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import named_pages

from .models import (
    Bounce,
    Delivery,
    Follow,
    Letter,
    MailPreference,
    PausedAddress,
    SavedSearch,
)


def letters(person: User) -> QuerySet[Letter]:
    """Also those to the person's address from before there was an account."""
    return Letter.objects.filter(Q(delivery__person=person) | Q(address__iexact=person.email))


def bounces(person: User) -> QuerySet[Bounce]:
    return Bounce.objects.filter(address=person.email.lower())


def paused(person: User) -> QuerySet[PausedAddress]:
    return PausedAddress.objects.filter(address=person.email.lower())


def with_their_delivery(rows: QuerySet[Any], person: User) -> None:
    Delivery.objects.filter(letter__in=rows).delete()


register(
    Holding(
        name="follows",
        title=_("What you follow"),
        model=Follow,
        fate=Fate.GOES,
        by="user",
        more=named_pages(),
    ),
    Holding(
        name="saved_searches",
        title=_("Searches you follow"),
        model=SavedSearch,
        fate=Fate.GOES,
        by="user",
        without=("match",),
    ),
    Holding(
        name="mail_preference",
        title=_("How often you want mail"),
        model=MailPreference,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="bounces",
        title=_("Mails to your address that came back"),
        model=Bounce,
        fate=Fate.GOES,
        find=bounces,
    ),
    Holding(
        name="paused_address",
        title=_("That we stopped writing to your address"),
        model=PausedAddress,
        fate=Fate.GOES,
        find=paused,
    ),
    Holding(
        name="letters",
        title=_("Mails about your account"),
        model=Letter,
        fate=Fate.GOES,
        find=letters,
        # A way into the account, until it is sent and erased.
        without=("text", "html"),
        erase=with_their_delivery,
    ),
    Holding(
        name="deliveries",
        title=_("Notices and mails to you, sent or not"),
        model=Delivery,
        fate=Fate.GOES,
        by="person",
        without=("lease_until",),
    ),
)
