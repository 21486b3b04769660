"""What is kept beside a record: how its duplicates are found, what it is searched by."""

from django.db import models, transaction

from platform_site.pages.actions import set_search_words
from platform_site.pages.kinds import Snapshot

from .identifiers import link_key, title_key
from .models import DETAILS, Resource


def write_keys(resource: Resource) -> None:
    """By what a second record of the same work is recognised; the caller saves."""
    resource.link_key = link_key(resource.link)
    resource.title_key = title_key(resource.title)


def search_words(resource: Resource) -> dict[str, str]:
    """What it is also found by, language → text: names and numbers are read as they stand."""
    parts = (
        *(name.replace(",", "") for name in resource.authors),
        *(resource.organisation, resource.journal, resource.series, resource.number),
        *(resource.doi, resource.isbn, resource.source_key),
    )
    return {"": " ".join(filter(None, parts))}


@transaction.atomic
def keep_search_words(resource: Resource) -> None:
    set_search_words(page=resource, words=search_words(resource))


@transaction.atomic
def write_details(*, resource: Resource, content: Snapshot) -> None:
    """The row that the record's type asks for, from the snapshot; no row of any other type."""
    wanted = DETAILS.get(resource.subtype)
    for model in dict.fromkeys(DETAILS.values()):
        if model is not wanted:
            model.objects.filter(resource=resource.pk).delete()
    if wanted is not None:
        values = {name: content.get(name) or empty(wanted, name) for name in columns(wanted)}
        wanted.objects.update_or_create(resource_id=resource.pk, defaults=values)
        # What was read before is out of date.
        resource._state.fields_cache.pop(str(wanted._meta.model_name), None)


def columns(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_concrete_fields if not field.primary_key]


def empty(model: type[models.Model], name: str) -> str | None:
    return None if model._meta.get_field(name).null else ""
