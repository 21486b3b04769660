"""The kind `indicator`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds, reference
from platform_site.pages.models import Page

from .models import Indicator


def address(page: Page) -> str:
    return reverse("indicators:detail", args=[page.slug])


kinds.register(
    kinds.Kind(
        name="indicator",
        model=Indicator,
        label=_("Indicator"),
        label_plural=_("Indicators"),
        address=address,
        snapshot=reference.snapshot,
        apply=reference.apply,
        labels={"names": _("Names")},
    )
)
