"""Workspaces on the page of a country, region, group, theme or organisation."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

if TYPE_CHECKING:
    from platform_site.access.models import Person


def newest(subject: Subject, user: "Person") -> dict[str, Any] | None:
    label = _("All workspaces about it")
    return blocks.newest(
        subject, user, kind="workspace", list_view="workspaces:list", all_label=label
    )


def add(subject: Subject) -> str:
    return f"{reverse('workspaces:new')}?about={subject.code}"


blocks.register(
    blocks.Block(
        name="workspaces",
        title=_("People working on it"),
        template="pages/block.html",
        content=newest,
        missing=_("No workspace yet"),
        add=add,
        order=60,
    )
)
