"""Files of a document: hung up, replaced, taken off. Each keeps its address and its versions."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.files.actions import hang_files
from platform_site.files.snapshots import files_snapshot
from platform_site.pages.models import Page

from ..models import Document
from .circle import NotAllowedHere, require_contributing

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def hang_on_document(
    *,
    document: Document,
    files: Mapping[str, Mapping[str, Any]],
    removed: Collection[str],
    by: "User",
) -> None:
    """`files` are those of the form, key by key; `removed` the keys that go. What others hung up
    meanwhile stays: a form that did not know of it says nothing of it.

    Raises NotAllowedHere, NotAllowedToContribute.
    """
    Page.objects.select_for_update(of=("self",)).get(pk=document.pk)
    mine = Document.objects.writable_by(by).in_circles_of(by).filter(pk=document.pk)
    found: Document | None = mine.first()
    if found is None:
        raise NotAllowedHere
    require_contributing(by)
    before = files_snapshot(found)
    after: dict[str, Mapping[str, Any]] = {
        key: said for key, said in (before | dict(files)).items() if key not in removed
    }
    if after != before:
        hang_files(page=found, files=after)
        record(verb=Activity.Verb.REVISED, page=found, actor=by)
