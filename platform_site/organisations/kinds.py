"""The kind `organisation`."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import OrganisationType
from platform_site.pages import kinds, reference
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page, Subject

from .forms import OrganisationForm
from .models import Organisation


def address(page: Page) -> str:
    return reverse("organisations:detail", args=[page.slug])


def snapshot(page: Page) -> Snapshot:
    organisation = cast(Organisation, page)
    return reference.snapshot(page) | {
        "type": organisation.subtype,
        "acronym": organisation.acronym,
        "country": organisation.country.code if organisation.country else "",
        "link": organisation.link,
    }


def apply(page: Page, content: Snapshot) -> None:
    organisation = cast(Organisation, page)
    reference.apply(page, content)
    organisation.subtype, organisation.acronym = content["type"], content["acronym"]
    organisation.country = Subject.objects.filter(code=content["country"]).first()
    organisation.link = content["link"]


kinds.register(
    kinds.Kind(
        name="organisation",
        model=Organisation,
        label=_("Organisation"),
        label_plural=_("Organisations"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=OrganisationForm,
        subtypes=dict(OrganisationType.choices),
        labels={
            "names": _("Names"),
            "type": _("Type"),
            "acronym": _("Acronym"),
            "country": _("Country or territory"),
            "link": _("Link"),
        },
    )
)
