"""Keeping an upload, hanging files on pages, and sweeping away what nobody wants."""

import contextlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.pages.models import Page

from . import storing
from .checks import Reason, Refused, check
from .models import PATIENCE, FileUse, FileVersion, PageFile, StoredFile
from .names import clean_name, ending_of

if TYPE_CHECKING:
    # Key of a file on its page → which upload hangs there and what it is called.
    type Files = Mapping[str, Mapping[str, Any]]


def keep_upload(*, stream: IO[bytes], name: str, by: User) -> StoredFile:
    """The checked and stored file, which waits a day for its form. Raises Refused."""
    size = stream.seek(0, 2)
    if size > settings.FILE_LARGEST:
        raise Refused(Reason.TOO_LARGE, limit=filesizeformat(settings.FILE_LARGEST))
    _require_quota(by, size)
    checked = check(stream, ending=ending_of(name))
    stored = StoredFile(
        id=uuid.uuid4(),
        name=clean_name(name, ending=checked.format),
        format=checked.format,
        charset=checked.charset,
        size=size,
        sha256=storing.digest_of(stream),
        uploaded_by=by,
    )
    storing.write(stream, path=stored.path)
    try:
        _record(stored, by)
    except BaseException:
        # Nobody would ever find the bytes without their row.
        storing.remove(stored.path)
        raise
    return stored


@transaction.atomic
def _record(stored: StoredFile, by: User) -> None:
    """One upload of a person after the other, so that two at once do not pass the limit."""
    User.objects.select_for_update().get(pk=by.pk)
    _require_quota(by, stored.size)
    stored.save(force_insert=True)


def _require_quota(person: User, size: int) -> None:
    today = StoredFile.objects.filter(
        uploaded_by=person, uploaded_at__gt=timezone.now() - timedelta(days=1)
    )
    sent = today.aggregate(size=Sum("size"))["size"] or 0
    if sent + size > settings.FILE_LARGEST_PER_DAY:
        limit = filesizeformat(settings.FILE_LARGEST_PER_DAY)
        raise Refused(Reason.TOO_MANY_TODAY, limit=limit)


def want(stored: Iterable[str]) -> None:
    """A form names these uploads still: they wait another day."""
    StoredFile.objects.filter(pk__in=list(stored)).update(wanted_at=timezone.now())


@transaction.atomic
def note_files(*, page: Page, files: "Files") -> None:
    """A change of the page names these uploads: they stay while its history does."""
    named = StoredFile.objects.filter(pk__in=[said["file"] for said in files.values()])
    # Locked in one order, so that two pages that name the same ones wait for each other.
    uploads = list(named.order_by("pk").select_for_update().values_list("pk", flat=True))
    FileUse.objects.bulk_create(
        [FileUse(page_id=page.pk, stored_id=pk) for pk in uploads], ignore_conflicts=True
    )


@transaction.atomic
def hang_files(*, page: Page, files: "Files") -> None:
    """The page has these files and no others; one that changed is a new version of its place."""
    note_files(page=page, files=files)
    held = {place.key: place for place in PageFile.objects.filter(page=page.pk)}
    for key, place in held.items():
        if key not in files and place.removed_at is None:
            place.removed_at = timezone.now()
            place.save(update_fields=["removed_at"])
    for key in _in_order(page, files):
        _hang(held.get(key) or PageFile(page_id=page.pk, key=key), files[key])


def _in_order(page: Page, files: "Files") -> list[str]:
    """The keys as their files were uploaded (a snapshot has no order); of those that are kept."""
    kept = StoredFile.objects.filter(uses__page=page.pk).order_by("uploaded_at", "pk")
    places = {str(pk): place for place, pk in enumerate(kept.values_list("pk", flat=True))}
    known = [key for key, said in files.items() if said["file"] in places]
    return sorted(known, key=lambda key: (places[files[key]["file"]], key))


def _hang(place: PageFile, said: Mapping[str, Any]) -> None:
    title = said.get("title", "")
    if place.pk is None or (place.title, place.removed_at) != (title, None):
        place.title, place.removed_at = title, None
        place.save()
    newest = place.versions.order_by("-number").first()
    if newest is None or str(newest.stored_id) != said["file"]:
        number = newest.number + 1 if newest else 1
        FileVersion.objects.create(page_file=place, number=number, stored_id=said["file"])


def remove_unused(*, stored_id: uuid.UUID) -> None:
    """Takes an upload away that nothing names any more."""
    _remove(stored_id, among=StoredFile.objects.unused())


def sweep() -> int:
    """Uploads that were never sent, and bytes that lost their row in a fall; how many."""
    forgotten = list(StoredFile.objects.forgotten().values_list("pk", flat=True)[:1000])
    for pk in forgotten:
        _remove(pk, among=StoredFile.objects.forgotten())
    return len(forgotten) + _sweep_strays()


@transaction.atomic
def _remove(pk: uuid.UUID, *, among: QuerySet[StoredFile]) -> None:
    """Asked again under the lock: a page may have named it while we waited."""
    locked = StoredFile.objects.select_for_update().filter(pk=pk).first()
    if locked is not None and among.filter(pk=pk).exists():
        locked.delete()


def _sweep_strays() -> int:
    rows = {pk.hex for pk in StoredFile.objects.values_list("pk", flat=True).iterator()}
    # Younger ones may be about to get their row.
    oldest, removed = timezone.now() - PATIENCE, 0
    for path in storing.stored_paths():
        if path.rpartition("/")[2] in rows:
            continue
        with contextlib.suppress(FileNotFoundError):
            if default_storage.get_modified_time(path) < oldest:
                storing.remove(path)
                removed += 1
    return removed
