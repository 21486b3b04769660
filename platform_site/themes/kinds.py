"""The kind `theme`."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds, reference
from platform_site.pages.forms import NamesForm
from platform_site.pages.models import Page

from .models import Theme


def address(page: Page) -> str:
    return reverse("themes:detail", args=[page.slug])


kinds.register(
    kinds.Kind(
        name="theme",
        model=Theme,
        label=_("Theme"),
        label_plural=_("Themes"),
        address=address,
        snapshot=reference.snapshot,
        apply=reference.apply,
        form=NamesForm,
        labels={"names": _("Names")},
        subtypes=dict(Theme.Family.choices),
    )
)
