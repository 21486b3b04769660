"""The kinds `country`, `region` and `group`."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds, reference
from platform_site.pages.forms import NamesForm
from platform_site.pages.models import Page

from .models import Country, Group, Region


def _register(model: type[Page], label: Promise, label_plural: Promise, view: str) -> None:
    kinds.register(
        kinds.Kind(
            name=str(model._meta.model_name),
            model=model,
            label=label,
            label_plural=label_plural,
            address=lambda page: reverse(view, args=[page.slug]),
            snapshot=reference.snapshot,
            apply=reference.apply,
            form=NamesForm,
            labels={"names": _("Names")},
        )
    )


_register(Country, _("Country or territory"), _("Countries and territories"), "countries:detail")
_register(Region, _("Region"), _("Regions"), "countries:region")
_register(Group, _("Group of countries"), _("Groups of countries"), "countries:group")
