"""Who takes part in a programme or project, and as what."""

from collections.abc import Mapping

from django.db import transaction

from platform_site.organisations.models import Organisation
from platform_site.pages.actions import direct_subjects, set_subjects
from platform_site.pages.models import Page, PageSubject

from .models import Involvement

# Role → organisation's code → how it is named there.
type Roles = Mapping[str, Mapping[str, str]]


def roles_of(page: Page) -> dict[str, dict[str, str]]:
    """Every role, also those that nobody has."""
    roles: dict[str, dict[str, str]] = {role: {} for role in Involvement.Role.values}
    rows = Involvement.objects.filter(page=page.pk).order_by("organisation__code")
    for role, code, named in rows.values_list("role", "organisation__code", "as_named"):
        roles[role][code] = named
    return roles


@transaction.atomic
def set_roles(*, page: Page, roles: Roles) -> None:
    """Writes the roles; the page is then also about each organisation that has one."""
    codes = {code for held in roles.values() for code in held}
    known = dict(Organisation.objects.filter(code__in=codes).values_list("code", "pk"))
    wanted = {
        (known[code], role): named
        for role, held in roles.items()
        for code, named in held.items()
        if code in known
    }
    _write(page, wanted)
    strengths = direct_subjects(page)
    for pk, _role in wanted:
        strengths.setdefault(pk, PageSubject.Strength.SUBSTANTIAL)
    set_subjects(page=page, strengths=strengths)


def _write(page: Page, wanted: Mapping[tuple[int, str], str]) -> None:
    for held in Involvement.objects.filter(page=page.pk):
        if (held.organisation_id, held.role) not in wanted:
            held.delete()
    Involvement.objects.bulk_create(
        [
            Involvement(page_id=page.pk, organisation_id=pk, role=role, as_named=named)
            for (pk, role), named in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["page", "organisation", "role"],
        update_fields=["as_named"],
    )
