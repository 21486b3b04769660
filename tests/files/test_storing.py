"""Keeping uploads, hanging them on pages, and letting them go: no row without bytes, no bytes
without row."""

import io
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from platform_site.accounts.models import User
from platform_site.files import storing
from platform_site.files.actions import hang_files, keep_upload, note_files, sweep, want
from platform_site.files.checks import Refused
from platform_site.files.models import FileUse, FileVersion, PageFile, StoredFile
from platform_site.files.snapshots import apply_files, files_snapshot
from platform_site.files.tasks import sweep_files
from platform_site.pages.models import Page
from tests.factories import make_user
from tests.files.uploads import TEXT, a_pdf, bytes_of, held_paths, kept, of_page
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db


def refusal(**upload: Any) -> str:
    with pytest.raises(Refused) as refused:
        keep_upload(**upload)
    return refused.value.reason.value


def test_an_upload_is_kept_under_a_name_of_ours(alice: User, media: Path) -> None:
    stored = kept(alice, a_pdf(b"x"), name="../../Étude\u202e.PDF")

    assert (stored.name, stored.format, stored.charset) == ("Étude.pdf", "pdf", "")
    assert bytes_of(stored) == a_pdf(b"x")
    (path,) = [file for file in media.rglob("*") if file.is_file()]
    assert path == media / stored.path
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_of_a_refused_upload_is_kept(alice: User) -> None:
    assert refusal(stream=io.BytesIO(b"MZ\x90\x00\x01"), name="a.pdf", by=alice) == "program"
    assert (held_paths(), StoredFile.objects.count()) == (set(), 0)


def test_a_person_sends_so_much_a_day(alice: User, settings: Settings) -> None:
    settings.FILE_LARGEST_PER_DAY = 2 * len(TEXT)
    for _time in range(2):
        kept(alice, TEXT, "a.csv")

    assert refusal(stream=io.BytesIO(TEXT), name="a.csv", by=alice) == "too-many-today"
    kept(make_user("Bob"), TEXT, "a.csv")
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert refusal(stream=io.BytesIO(TEXT * 9), name="a.csv", by=alice) == "too-many-today"
        kept(alice, TEXT, "a.csv")


def test_one_that_is_too_large_is_not_even_looked_at(alice: User, settings: Settings) -> None:
    settings.FILE_LARGEST = 10

    assert refusal(stream=io.BytesIO(TEXT), name="a.csv", by=alice) == "too-large"


def test_a_full_disk_is_told_and_leaves_nothing(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, content: Any) -> str:
        Path(default_storage.path(path)).parent.mkdir(parents=True)
        Path(default_storage.path(path)).write_bytes(b"half of")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)

    assert refusal(stream=io.BytesIO(TEXT), name="a.csv", by=alice) == "no-room"
    assert (held_paths(), StoredFile.objects.count()) == (set(), 0)


def test_bytes_whose_row_is_refused_go_again(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(StoredFile, "save", fail)

    with pytest.raises(RuntimeError):
        kept(alice)
    assert held_paths() == set()


def test_a_place_keeps_its_address_and_its_versions(alice: User) -> None:
    page = make_resource(contributor=alice)
    first, second = kept(alice, a_pdf(b"1")), kept(alice, a_pdf(b"2"))

    hang_files(page=page, files=of_page(first))
    place = PageFile.objects.get()
    hang_files(page=page, files=of_page(second, k0="The report"))

    place = PageFile.objects.with_versions().get(pk=place.pk)
    assert (place.label, place.newest.stored, place.newest.number) == ("The report", second, 2)
    assert [version.stored for version in place.earlier] == [first]


def test_applying_its_snapshot_changes_nothing_and_an_earlier_one_restores(alice: User) -> None:
    page = make_resource(contributor=alice)
    hang_files(page=page, files=of_page(kept(alice), kept(alice, TEXT, "a.csv"), k1="Data"))
    before, rows = files_snapshot(page), stored_rows()
    addresses = [place.get_absolute_url() for place in PageFile.objects.order_by("pk")]

    apply_files(page, {"files": before})
    assert stored_rows() == rows
    apply_files(page, {"files": {}})
    assert files_snapshot(page) == {}
    assert held_paths() != set()
    apply_files(page, {"title": "of before there were files"})
    assert files_snapshot(page) == {}
    apply_files(page, {"files": before})

    assert files_snapshot(page) == before
    places = PageFile.objects.filter(removed_at=None).order_by("pk")
    assert [place.get_absolute_url() for place in places] == addresses


def stored_rows() -> list[Any]:
    return [list(m.objects.order_by("pk").values()) for m in (PageFile, FileVersion, FileUse)]


def test_files_stand_in_the_order_of_their_uploads(alice: User) -> None:
    uploads = [kept(alice, f"text {n}".encode(), f"{n}.txt") for n in range(4)]
    page = make_resource(contributor=alice)
    files = of_page(*uploads)

    hang_files(page=page, files=dict(reversed(files.items())))

    names = [place.newest.stored.name for place in PageFile.objects.with_versions()]
    assert names == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_what_names_an_upload_that_is_gone_says_nothing_of_it(alice: User) -> None:
    page = make_resource(contributor=alice)
    gone = {"k0": {"file": "00000000-0000-4000-8000-000000000000", "title": ""}}

    hang_files(page=page, files=gone)

    assert not PageFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_with_the_page_once_that_is_certain(alice: User) -> None:
    page, other = make_resource(contributor=alice), make_resource("Another", contributor=alice)
    own, shared = kept(alice, a_pdf(b"own")), kept(alice, a_pdf(b"shared"))
    hang_files(page=page, files=of_page(own, shared))
    hang_files(page=other, files=of_page(shared))

    with transaction.atomic():
        Page.objects.get(pk=page.pk).delete()
        transaction.set_rollback(True)
    assert held_paths() == {own.path, shared.path}
    Page.objects.get(pk=page.pk).delete()

    assert held_paths() == {shared.path}
    assert StoredFile.objects.get() == shared


@pytest.mark.django_db(transaction=True)
def test_the_sweep_takes_what_nobody_sent_and_nothing_else(alice: User) -> None:
    page = make_resource(contributor=alice)
    hanging, proposed, forgotten = (kept(alice, a_pdf(b"%d" % n)) for n in range(3))
    hang_files(page=page, files=of_page(hanging))
    note_files(page=page, files=of_page(proposed))
    storing.write(io.BytesIO(b"lost its row"), path="files/ab/stray")
    assert sweep() == 0

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        young = kept(alice, a_pdf(b"young"))
        want([str(young.pk)])
        assert sweep() == 2
        assert sweep() == 0
        sweep_files()

    assert held_paths() == {hanging.path, proposed.path, young.path}
    assert not StoredFile.objects.filter(pk=forgotten.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_upload_sent_twice_at_once_hangs_on_both_pages(alice: User) -> None:
    pages = [make_resource(f"Page {n}", contributor=alice) for n in range(4)]
    files = of_page(kept(alice), kept(alice, TEXT, "a.csv"))
    gate = threading.Barrier(len(pages))
    failed: list[Exception] = []

    def send(page: Page, order: Any) -> None:
        try:
            gate.wait()
            hang_files(page=page, files=dict(order(list(files.items()))))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    orders = [list, lambda rows: rows[::-1]] * 2
    threads = [threading.Thread(target=send, args=pair) for pair in zip(pages, orders, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert [len(files_snapshot(page)) for page in pages] == [2, 2, 2, 2]
    assert len(held_paths()) == 2


@pytest.mark.django_db(transaction=True)
def test_a_sweep_and_a_page_that_names_an_upload_meet_well(alice: User) -> None:
    """Whoever comes first: either the file hangs there with its bytes, or there is none."""
    for _round in range(5):
        page, stored = make_resource(contributor=alice), kept(alice)
        StoredFile.objects.update(wanted_at=timezone.now() - timedelta(days=3))
        sweeper = threading.Thread(target=lambda: (sweep(), connection.close()))
        sweeper.start()
        hang_files(page=page, files=of_page(stored))
        sweeper.join()

        is_there = bool(files_snapshot(page))
        assert (stored.path in held_paths()) == is_there
        assert StoredFile.objects.filter(pk=stored.pk).exists() == is_there
