"""The files of a page as a part of its snapshot, for any kind.

`snapshot` gives `{"files": files_snapshot(page)}` and `apply` calls `apply_files(page, content)`:
from then on a file is proposed, compared, reviewed, refused and restored like any other field.
"""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page

from .actions import hang_files
from .models import PageFile, StoredFile


def files_snapshot(page: Page) -> dict[str, dict[str, str]]:
    """Key → the upload that hangs there now, and what it is called."""
    places = PageFile.objects.filter(page=page.pk, removed_at__isnull=True).with_versions()
    return {
        place.key: {"file": str(place.newest.stored_id), "title": place.title} for place in places
    }


def apply_files(page: Page, content: Snapshot) -> None:
    """Writes them back; proposals from before there were files say nothing of them."""
    if "files" in content:
        hang_files(page=page, files=content["files"])


def say_file(value: Any) -> tuple[str, str]:
    """What a reviewer is told of a file: what it is called, and what it is."""
    stored = StoredFile.objects.filter(pk=value["file"]).first()
    if stored is None:
        return value["title"] or value["file"], gettext("no longer kept")
    words = f"{stored.name} ({stored.get_format_display()}, {filesizeformat(stored.size)})"
    return value["title"] or stored.name, words
