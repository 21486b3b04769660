"""The kind `person`: changed by the person alone, at once; nobody suggests a change of it."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import OrganisationType
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page, Subject
from platform_site.pages.snapshots import apply_base, base_snapshot

from .models import Profile


def address(page: Page) -> str:
    return reverse("people:detail", args=[page.slug])


def snapshot(page: Page) -> Snapshot:
    profile = cast(Profile, page)
    return base_snapshot(page) | {
        "works_for": profile.subtype,
        "role": profile.role,
        "organisation": profile.organisation,
        "organisation_page": _code(profile.organisation_page),
        "country": _code(profile.country),
        "languages": profile.languages,
        "orcid": profile.orcid,
        "is_open_to_contact": profile.is_open_to_contact,
    }


def apply(page: Page, content: Snapshot) -> None:
    profile = cast(Profile, page)
    apply_base(page, content)
    profile.subtype = content["works_for"]
    profile.role, profile.organisation = content["role"], content["organisation"]
    profile.organisation_page = _subject(content["organisation_page"])
    profile.country = _subject(content["country"])
    profile.languages, profile.orcid = content["languages"], content["orcid"]
    profile.is_open_to_contact = content["is_open_to_contact"]


def _code(subject: Subject | None) -> str:
    return subject.code if subject else ""


def _subject(code: str) -> Subject | None:
    return Subject.objects.filter(code=code).first() if code else None


kinds.register(
    kinds.Kind(
        name="person",
        model=Profile,
        label=_("Person"),
        label_plural=_("People"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        subtypes=dict(OrganisationType.choices),
        is_personal=True,
        labels={
            "title": _("Name"),
            "summary": _("Role and organisation"),
            "language": _("Language"),
            "text": _("Biography"),
            "subjects": _("Knows about"),
            "works_for": _("Works for"),
            "role": _("Role"),
            "organisation": _("Organisation"),
            "country": _("Country or territory"),
            "languages": _("Languages"),
            "orcid": "ORCID",
            "is_open_to_contact": _("Open to contact"),
        },
    )
)
