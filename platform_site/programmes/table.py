"""What a table of projects shows beside each, fetched for all of them together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from platform_site.pages.cards import Link
from platform_site.pages.models import PageSubject, Subject

from .models import Involvement, Project

if TYPE_CHECKING:
    from platform_site.access.models import Person

PLACES = ("country", "region", "group")


@dataclass(frozen=True)
class Row:
    """A project, the subjects that a person or a list named for it, and who takes part."""

    project: Project
    countries: list[Link] = field(default_factory=list)
    themes: list[Link] = field(default_factory=list)
    programmes: list[Link] = field(default_factory=list)
    funders: list[Link] = field(default_factory=list)
    partners: list[Link] = field(default_factory=list)


def rows(projects: Sequence[Project], user: "Person") -> list[Row]:
    """Three queries, whatever their number."""
    found = {project.pk: Row(project) for project in projects}
    named = PageSubject.objects.filter(page__in=found, is_direct=True).order_by("pk")
    pairs = list(named.values_list("page_id", "subject_id"))
    involved = Involvement.objects.visible_to(user).filter(page__in=found).order_by("pk")
    triples = list(involved.values_list("page_id", "role", "organisation_id"))
    links = _links({pk for _page, pk in pairs} | {pk for _page, _role, pk in triples}, user)
    for page, pk in pairs:
        if pk in links:
            _place(found[page], *links[pk])
    for page, role, pk in triples:
        row = found[page]
        listed = row.funders if role == Involvement.Role.FUNDER else row.partners
        listed.append(links[pk][1])
    return list(found.values())


def _links(pks: set[int], user: "Person") -> dict[int, tuple[str, Link]]:
    subjects = Subject.objects.visible_to(user).filter(pk__in=pks).named()
    return {
        subject.pk: (
            subject.kind,
            Link(name=subject.name, url=subject.get_absolute_url(), code=subject.code),
        )
        for subject in subjects
    }


def _place(row: Row, kind: str, link: Link) -> None:
    """Where a subject of the kind stands; organisations stand by their roles."""
    if kind in PLACES:
        row.countries.append(link)
    elif kind in ("theme", "programme"):
        (row.themes if kind == "theme" else row.programmes).append(link)


def roles_by_name(page_pk: int, user: "Person") -> list[tuple[str, list[tuple[Link, str]]]]:
    """Role, in words → the organisations that have it, and what the source says of each beyond
    its name. Two queries.
    """
    involved = Involvement.objects.visible_to(user).filter(page=page_pk)
    involved = involved.select_related("organisation").order_by("pk")
    links = _links({one.organisation_id for one in involved}, user)
    by_role = defaultdict(list)
    for one in involved:
        by_role[one.role].append((links[one.organisation_id][1], one.remark))
    return [(str(role.label), by_role[role.value]) for role in Involvement.Role if role in by_role]
