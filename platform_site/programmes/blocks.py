"""Programmes and projects on the page of a country, region, group, theme or organisation."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Page, PageSubject, Subject

from .models import Involvement, Programme, Project
from .table import rows

if TYPE_CHECKING:
    from platform_site.access.models import Person


def content(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Its programmes, with the roles it has in each; its newest projects, and how many."""
    programmes = _programmes(subject, user)
    counts = _counts(subject, user)
    if not programmes and not counts["project"] and not counts["sector"]:
        return None
    every = f"{reverse('programmes:project-list')}?about={subject.code}"
    return {
        "programmes": programmes,
        "rows": rows(_newest(subject, user), user),
        "counts": counts,
        "all": every,
        "by_sector": f"{every}&type={Project.Type.SECTOR}",
        "subject": subject,
    }


def _newest(subject: Subject, user: "Person") -> list[Project]:
    about = Project.objects.published().listed_about(subject, kind="project", user=user)
    originals = about.filter(translation_of__isnull=True, subtype=Project.Type.NAMED)
    return list(originals.newest_first()[: blocks.SHOWN])


def _counts(subject: Subject, user: "Person") -> dict[str, int]:
    about = Page.objects.published().listed_about(subject, kind="project", user=user)
    return about.filter(translation_of__isnull=True).aggregate(
        project=Count("pk", filter=Q(subtype=Project.Type.NAMED)),
        sector=Count("pk", filter=Q(subtype=Project.Type.SECTOR)),
    )


def _programmes(subject: Subject, user: "Person") -> list[tuple[Any, list[str]]]:
    """Those about the subject, and those with a project about it."""
    links = PageSubject.objects.admitting(user)
    its_projects = links.filter(subject=subject.pk, kind="project").values("page")
    in_project = Exists(links.filter(subject=OuterRef("pk"), page__in=its_projects))
    about_it = Exists(links.filter(subject=subject.pk, page=OuterRef("pk")))
    visible: Any = Programme.objects.published().visible_to(user).exclude(pk=subject.pk)
    programmes = list(visible.filter(in_project | about_it).named().order_by("sort_name"))
    roles = _roles(subject, programmes) if subject.kind == "organisation" else {}
    return [(programme, roles.get(programme.pk, [])) for programme in programmes]


def _roles(organisation: Subject, programmes: Iterable[Programme]) -> dict[int, list[str]]:
    """What it does in each of them, in words."""
    pks = [programme.pk for programme in programmes]
    involved = Involvement.objects.filter(organisation=organisation.pk, page__in=pks)
    roles: dict[int, list[str]] = {}
    for one in involved.order_by("pk"):
        roles.setdefault(one.page_id, []).append(one.deed)
    return roles


blocks.register(
    blocks.Block(
        name="projects",
        title=_("Programmes and projects"),
        template="programmes/block.html",
        content=content,
        missing=_("No project yet"),
        add=blocks.add_page("project"),
        order=60,
    )
)
