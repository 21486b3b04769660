"""The kind `resource`: what of a record people can change."""

from typing import Any, cast

from django.db.models import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.files.snapshots import apply_files, files_snapshot, say_file
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .actions import columns, keep_search_words, write_details, write_keys
from .forms import ResourceForm
from .languages import language_name
from .models import DETAILS, Resource

COLUMNS = (
    *("organisation", "journal", "series", "number"),
    *("link", "doi", "isbn", "licence", "is_label"),
)
DETAIL_KEYS = [name for model in dict.fromkeys(DETAILS.values()) for name in columns(model)]


def address(page: Page) -> str:
    return reverse("resources:detail", args=[page.pk, page.slug])


def snapshot(page: Page) -> Snapshot:
    resource = cast(Resource, page)
    own = {name: getattr(resource, name) for name in COLUMNS}
    return (
        base_snapshot(page)
        | {"type": resource.subtype, "year": resource.year}
        | {"authors": "; ".join(resource.authors)}
        | {"other_languages": {code: language_name(code) for code in resource.other_languages}}
        | own
        | {"files": files_snapshot(page)}
        | dict.fromkeys(DETAIL_KEYS, "")
        | _details(resource)
    )


def _details(resource: Resource) -> dict[str, Any]:
    """What the row of its type says; all that a snapshot holds can be written as JSON."""
    model = DETAILS.get(resource.subtype)
    if model is None:
        return {}
    try:
        row = getattr(resource, str(model._meta.model_name))
    except ObjectDoesNotExist:
        return {}
    return {name: str(getattr(row, name) or "") for name in columns(model)}


def apply(page: Page, content: Snapshot) -> None:
    resource = cast(Resource, page)
    apply_base(page, content)
    resource.subtype, resource.year = content["type"], content["year"]
    resource.authors = [name.strip() for name in content["authors"].split(";") if name.strip()]
    resource.other_languages = list(content["other_languages"])
    for name in COLUMNS:
        setattr(resource, name, content[name])
    write_keys(resource)
    write_details(resource=resource, content=content)
    keep_search_words(resource)
    apply_files(page, content)


def say_row(path: tuple[str, ...], value: Any) -> tuple[str, str]:
    """A file in words; all other rows are words already."""
    return say_file(value) if path[0] == "files" else (path[1], str(value))


kinds.register(
    kinds.Kind(
        name="resource",
        model=Resource,
        label=_("Resource"),
        label_plural=_("Library"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=ResourceForm,
        can_be_added=True,
        say_row=say_row,
        subtypes=dict(Resource.Type.choices),
        labels={
            "link": _("Link"),
            "files": _("File"),
            "title": _("Title"),
            "is_label": _("Has no title of its own"),
            "type": _("Type"),
            "summary": _("Summary"),
            "text": _("Text"),
            "authors": _("Authors"),
            "organisation": _("Organisation"),
            "journal": _("Published in"),
            "series": _("Series"),
            "number": _("Number"),
            "year": _("Year"),
            "language": _("Language"),
            "other_languages": _("Other languages"),
            "doi": _("DOI"),
            "isbn": _("ISBN"),
            "licence": _("Licence"),
            "subjects": _("About"),
            "deadline": _("Apply by"),
            "cost": _("Cost"),
            "format": _("Format"),
            "branch": _("Branch"),
            "status": _("State"),
            "context": _("Context"),
            "done": _("What was done"),
            "result": _("Result"),
            "spent": _("What it cost"),
            "lessons": _("Lessons"),
            "contact": _("Contact"),
            "release": _("Version"),
            "requirements": _("Requirements"),
        },
    )
)
