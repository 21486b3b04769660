"""Organisations, programmes and projects of the tests, as they stand in the database."""

import uuid
from typing import Any

from django.utils import timezone

from platform_site.organisations.models import Organisation
from platform_site.pages.actions import set_ancestors, set_names, set_subjects
from platform_site.pages.models import Page, PageText, Subject
from platform_site.programmes.actions import set_roles
from platform_site.programmes.models import Programme, Project


def make_organisation(name: str, *above: Subject, **fields: Any) -> Organisation:
    number = uuid.uuid4().hex[:8]
    organisation = Organisation.objects.create(
        **{
            "kind": "organisation",
            "subtype": "donor",
            "code": f"ORG.{number}".upper(),
            "slug": f"org-{number}",
            "title": name,
            "state": Page.State.PUBLISHED,
            "published_at": timezone.now(),
        }
        | fields
    )
    set_names(page=organisation, names={"en": name})
    set_ancestors(subject=organisation, ancestors=above)
    return organisation


def make_programme(name: str, **fields: Any) -> Programme:
    roles = fields.pop("roles", {})
    number = uuid.uuid4().hex[:8]
    programme = Programme.objects.create(
        **{
            "kind": "programme",
            "subtype": "programme",
            "code": f"PRG.{number}".upper(),
            "slug": f"prg-{number}",
            "title": name,
            "about": {"en": "What it is for."},
            "summary": "What it is for.",
            "state": Page.State.PUBLISHED,
            "published_at": timezone.now(),
        }
        | fields
    )
    set_names(page=programme, names={"en": name})
    set_roles(page=programme, roles=named(roles))
    return programme


def make_project(name: str = "A project", **fields: Any) -> Project:
    """`about` are subjects, `roles` role → organisations."""
    about, roles = fields.pop("about", ()), fields.pop("roles", {})
    project = Project.objects.create(
        **{
            "kind": "project",
            "subtype": "project",
            "slug": f"project-{uuid.uuid4().hex[:12]}",
            "title": name,
            "starts": "2021",
            "ends": "2024",
            "year": 2021,
            "state": Page.State.PUBLISHED,
            "published_at": timezone.now(),
        }
        | fields
    )
    PageText.objects.create(page=project, source="A text.", html="<p>A text.</p>")
    set_subjects(page=project, strengths={subject.pk: 3 for subject in about})
    set_roles(page=project, roles=named(roles))
    return project


def named(roles: dict[str, list[Organisation]]) -> dict[str, dict[str, str]]:
    return {role: {one.code: one.title for one in ones} for role, ones in roles.items()}
