"""The one spelling of a mail address, so that two that look alike are one or are refused."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 254


def clean_address(email: str) -> str:
    """Lower case, the domain as the name system knows it (`xn--…`), and nothing but ASCII.

    `K` (the Kelvin sign) becomes `k` in lower case: the mail that resets the password of k@…
    must not go to whoever typed the other one.
    """
    local, _at, domain = email.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
        local.encode("ascii")
    except UnicodeError:
        raise ValidationError(_("We cannot send mail to this address: check its letters")) from None
    address = f"{local}@{domain}".lower()
    if len(address) > LONGEST:
        raise ValidationError(_("This address is too long"))
    return address
