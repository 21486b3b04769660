"""The kinds `programme` and `project`: what of them people can change."""

from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds, reference
from platform_site.pages.actions import set_search_words
from platform_site.pages.kinds import Snapshot, Text
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .actions import roles_of, set_roles
from .forms import ProgrammeForm, ProjectForm
from .models import Involvement, Programme, Project
from .models.period import YEAR

PROJECT_COLUMNS = (
    *("starts", "ends", "status", "commitment_usd", "as_of", "countries_note"),
    *("agency", "step", "link", "source"),
)
PROGRAMME_COLUMNS = ("starts", "ends", "others", "link", "source")


def _of(page: Any, columns: tuple[str, ...]) -> Snapshot:
    return {name: getattr(page, name) for name in columns}


def _write(page: Any, columns: tuple[str, ...], content: Snapshot) -> None:
    for name in columns:
        setattr(page, name, content[name])


def _roles_in(content: Snapshot) -> Snapshot:
    return {role: content.get(role, {}) for role in Involvement.Role.values}


def programme_snapshot(page: Page) -> Snapshot:
    programme = cast(Programme, page)
    return (
        reference.snapshot(page)
        | {"about": dict(programme.about), "type": programme.subtype}
        | _of(page, PROGRAMME_COLUMNS)
        | roles_of(page)
    )


def apply_programme(page: Page, content: Snapshot) -> None:
    programme = cast(Programme, page)
    reference.apply(page, content)
    programme.subtype, programme.about = content["type"], content["about"]
    programme.summary = content["about"].get("en", "")
    _write(page, PROGRAMME_COLUMNS, content)
    set_roles(page=page, roles=_roles_in(content))
    # The English one is the summary, which is searched anyway.
    others = {code: text for code, text in content["about"].items() if code != "en"}
    set_search_words(page=page, words=others)


def project_snapshot(page: Page) -> Snapshot:
    return (
        base_snapshot(page) | {"type": page.subtype} | _of(page, PROJECT_COLUMNS) | roles_of(page)
    )


def apply_project(page: Page, content: Snapshot) -> None:
    apply_base(page, content)
    page.subtype = content["type"]
    page.year = int(content["starts"][:YEAR]) if content["starts"] else None
    _write(page, PROJECT_COLUMNS, content)
    set_roles(page=page, roles=_roles_in(content))
    set_search_words(page=page, words={"": words_of(cast(Project, page))})


def words_of(project: Project) -> str:
    """What a project is also found by: its number and who carries it out."""
    return f"{project.code} {project.agency}"


def say_row(path: tuple[str, ...], value: object) -> tuple[str, str]:
    """A role is told of by the organisation's name, all else by its own key."""
    return (str(value) if path[0] in Involvement.Role.values else path[1], str(value))


_ROLE_LABELS: dict[str, Text] = dict(Involvement.Role.choices)

kinds.register(
    kinds.Kind(
        name="programme",
        model=Programme,
        label=_("Programme"),
        label_plural=_("Programmes and initiatives"),
        address=lambda page: reverse("programmes:detail", args=[page.slug]),
        snapshot=programme_snapshot,
        apply=apply_programme,
        form=ProgrammeForm,
        say_row=say_row,
        subtypes=dict(Programme.Type.choices),
        labels={
            "names": _("Names"),
            "about": _("What it is for"),
            "type": _("Type"),
            "starts": _("Start"),
            "ends": _("End"),
            "others": _("Others who take part"),
            "link": _("Link"),
            "source": _("Source"),
        }
        | _ROLE_LABELS,
    )
)

kinds.register(
    kinds.Kind(
        name="project",
        model=Project,
        label=_("Project"),
        label_plural=_("Projects"),
        address=lambda page: reverse("programmes:project", args=[page.slug]),
        snapshot=project_snapshot,
        apply=apply_project,
        form=ProjectForm,
        say_row=say_row,
        can_be_added=True,
        subtypes=dict(Project.Type.choices),
        labels={
            "title": _("Name of the project"),
            "summary": _("In a sentence or two"),
            "language": _("Language"),
            "text": _("What is done"),
            "subjects": _("About"),
            "type": _("Type"),
            "starts": _("Start"),
            "ends": _("End"),
            "status": _("Status"),
            "commitment_usd": _("Commitment in US dollars"),
            "as_of": _("Status and commitment as of"),
            "countries_note": _("Countries"),
            "agency": _("Carried out by"),
            "step": _("Step"),
            "link": _("Link"),
            "source": _("Source"),
        }
        | _ROLE_LABELS,
    )
)
