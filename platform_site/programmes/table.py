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
    links = PageSubject.objects.filter(page__in=found, is_direct=True).order_by("pk")
    pairs = list(links.values_list("page_id", "subject_id"))
    subjects = _links({subject for _page, subject in pairs}, user)
    for page, pk in pairs:
        if pk in subjects:
            kind, link = subjects[pk]
            if (listed := _list_of(found[page], kind)) is not None:
                listed.append(link)
    for page, role, link in _roles(list(found), user):
        (found[page].funders if role == Involvement.Role.FUNDER else found[page].partners).append(
            link
        )
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


def _list_of(row: Row, kind: str) -> list[Link] | None:
    """Where a subject of the kind stands; organisations stand by their roles."""
    if kind in PLACES:
        return row.countries
    return {"theme": row.themes, "programme": row.programmes}.get(kind)


def _roles(pages: list[int], user: "Person") -> list[tuple[int, str, Link]]:
    involved = Involvement.objects.visible_to(user).filter(page__in=pages).order_by("pk")
    triples = list(involved.values_list("page_id", "role", "organisation_id"))
    links = _links({organisation for _page, _role, organisation in triples}, user)
    return [(page, role, links[pk][1]) for page, role, pk in triples if pk in links]


def roles_by_name(page_pk: int, user: "Person") -> list[tuple[str, list[tuple[Link, str]]]]:
    """Role, in words → the organisations that have it, and how the source names each.

    Two queries.
    """
    involved = Involvement.objects.visible_to(user).filter(page=page_pk).order_by("pk")
    triples = list(involved.values_list("role", "organisation_id", "as_named"))
    links = _links({pk for _role, pk, _named in triples}, user)
    by_role = defaultdict(list)
    for role, pk, named in triples:
        by_role[role].append((links[pk][1], named))
    return [(str(role.label), by_role[role.value]) for role in Involvement.Role if role in by_role]
