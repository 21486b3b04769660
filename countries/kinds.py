"""The kinds `country`, `region`, `group` and `instrument`."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds, reference
from platform_site.pages.forms import NamesForm
from platform_site.pages.models import Page

from . import rows
from .forms import CountryForm
from .models import Country, Group, Instrument, Region


def _register(
    model: type[Page],
    label: Promise,
    label_plural: Promise,
    view: str,
    **more: Any,
) -> None:
    reads: dict[str, Any] = {
        "snapshot": reference.snapshot,
        "apply": reference.apply,
        "form": NamesForm,
        "labels": {"names": _("Names")},
    }
    kinds.register(
        kinds.Kind(
            name=str(model._meta.model_name),
            model=model,
            label=label,
            label_plural=label_plural,
            address=lambda page: reverse(view, args=[page.slug]),
            **(reads | more),
        )
    )


_register(
    Country,
    _("Country or territory"),
    _("Countries and territories"),
    "countries:detail",
    snapshot=rows.snapshot,
    apply=rows.apply,
    form=CountryForm,
    labels={"names": _("Names")} | {name: part.label for name, part in rows.PARTS.items()},
    say_row=rows.say_row,
)
_register(Region, _("Region"), _("Regions"), "countries:region")
_register(Group, _("Group of countries"), _("Groups of countries"), "countries:group")
_register(
    Instrument,
    _("International instrument"),
    _("International instruments"),
    "countries:instrument",
    subtypes=dict(Instrument.Type.choices),
)
