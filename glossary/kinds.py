"""The kind `concept`: one page in every language, with terms and definitions as rows."""

from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Page

from .actions import write_concepts
from .forms import ConceptForm
from .models import Concept, Definition, Designation, Relation
from .snapshots import snapshots

LANGUAGES = dict(CONTENT_LANGUAGES)


def address(page: Page) -> str:
    return reverse("glossary:detail", args=[page.slug])


def snapshot(page: Page) -> Snapshot:
    concept = cast(Concept, page)
    return snapshots([concept])[concept.pk]


def apply(page: Page, content: Snapshot) -> None:
    concept = cast(Concept, page)
    if not concept.subtype:
        concept.subtype = Concept.Collection.OWN
    write_concepts({concept: content})


def say_row(path: tuple[str, ...], value: Any) -> tuple[str, str]:
    """A row of a snapshot to a reviewer: which it is, and what it says."""
    part, key = path[0], path[1]
    if part == "notes":
        return LANGUAGES.get(key, key), str(value)
    if part == "relations":
        kind, _space, where = key.partition(" ")
        return str(Relation.Type(kind).label), where
    name = LANGUAGES.get(value["language"], value["language"])
    if part == "designations":
        return name, f"{value['text']} ({Designation.Status(value['status']).label})"
    origin = str(Definition.Origin(value["origin"]).label)
    origins = [origin, value["source"], value["source_url"], str(value["year"] or "")]
    return name, value["text"] + "\n— " + ", ".join(filter(None, origins))


kinds.register(
    kinds.Kind(
        name="concept",
        model=Concept,
        label=_("Glossary term"),
        label_plural=_("Glossary"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=ConceptForm,
        can_be_added=True,
        say_row=say_row,
        subtypes=dict(Concept.Collection.choices),
        labels={
            "title": _("Term"),
            "designations": _("Terms"),
            "definitions": _("Definitions"),
            "notes": _("Scope note"),
            "relations": _("Relations"),
            "subjects": _("Themes"),
        },
    )
)
