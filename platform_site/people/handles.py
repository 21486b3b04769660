"""The last part of the address of a profile: short, plain, nobody else's."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page

LONGEST = 40
# Small letters of one script: nobody can take an address that only looks like another's.
SHAPE = re.compile(r"[a-z0-9](?:-?[a-z0-9]){2,39}")
# Addresses of our own below people/, and names that would speak for the house.
RESERVED = frozenset(
    "admin administrator contact feed help house me moderator new official platform"
    " profile reviewer root staff support system team".split()
)


def clean_handle(text: str) -> str:
    handle = text.strip().lower()
    if len(handle) > LONGEST or not SHAPE.fullmatch(handle):
        raise ValidationError(
            _("Use three to forty small letters, digits and single dashes, such as amina-diallo")
        )
    if handle in RESERVED or handle.isdecimal():
        raise ValidationError(_("This address is not free: choose another"))
    return handle


def is_free(handle: str) -> bool:
    return not Page.objects.filter(kind="person", slug=handle).exists()


def suggest_handle(name: str) -> str:
    """From the name where its letters allow it, with a number where somebody has it already."""
    stem = slugify(name)[: LONGEST - 5].strip("-").replace("_", "-")
    if not SHAPE.fullmatch(stem) or stem in RESERVED or stem.isdecimal():
        return f"member-{secrets.token_hex(4)}"
    candidates = (stem, *(f"{stem}-{number}" for number in range(2, 10)))
    taken = set(
        Page.objects.filter(kind="person", slug__in=candidates).values_list("slug", flat=True)
    )
    free = (handle for handle in candidates if handle not in taken)
    return next(free, f"{stem}-{secrets.token_hex(2)}")
