"""A file in the form of a record: kept whatever happens to the form, and reviewed like a field."""

import re
import uuid
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from platform_site.accounts.models import User
from platform_site.files.models import PageFile, StoredFile
from platform_site.files.staging import Held
from platform_site.moderation.actions import accept_revision, contribute_page, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from resources.models import Resource
from tests.factories import make_article, make_reviewer, make_user, proposal
from tests.files.uploads import TEXT, a_file, a_pdf, bytes_of, held_paths, kept, of_page, signed
from tests.resources.records import make_resource, typed

pytestmark = pytest.mark.django_db
ADDRESS = "/en/contribute/resource/"


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def held_in(response: Any) -> list[str]:
    """The signed words of the files that the form goes on with."""
    return re.findall(r'name="files" value="([^"]+)"', response.content.decode())


def test_a_file_may_stand_in_place_of_a_link(as_alice: Client) -> None:
    response = as_alice.post(ADDRESS, typed(link="") | {"files-new": a_file(a_pdf(b"x"))})

    assert response.status_code == 302
    record = Resource.objects.get()
    (place,) = PageFile.objects.with_versions()
    assert (place.page_id, record.state) == (record.pk, "pending")
    assert bytes_of(place.newest.stored) == a_pdf(b"x")


def test_without_link_or_file_both_are_named(as_alice: Client) -> None:
    response = as_alice.post(ADDRESS, typed(link=""))

    assert response.status_code == 422
    (said,) = errors(response)["link"]
    assert said.startswith("Give a link or a file")


def test_what_is_taken_is_said_before_one_chooses(as_alice: Client) -> None:
    shown = unescape(as_alice.get(ADDRESS).content.decode())

    assert shown.index("PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV or TXT, 25.0\xa0MB at most") < (
        shown.index('name="files-new"')
    )
    assert 'enctype="multipart/form-data"' in shown


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_file_survives_a_refused_form_and_a_preview(
    as_alice: Client, button: dict[str, str]
) -> None:
    wrong = typed(link="", title="" if not button else "A title") | button

    first = as_alice.post(ADDRESS, wrong | {"files-new": a_file(a_pdf(b"x"), "mine.pdf")})
    (held,) = held_in(first)
    second = as_alice.post(ADDRESS, typed(link="") | {"files": held})

    assert first.status_code == (200 if button else 422)
    assert "mine.pdf" in first.content.decode()
    assert second.status_code == 302
    assert bytes_of(PageFile.objects.with_versions().get().newest.stored) == a_pdf(b"x")
    assert StoredFile.objects.count() == 1


def test_a_refused_file_is_told_at_its_field_and_nothing_else_is_lost(as_alice: Client) -> None:
    sent = typed(link="", summary="Typed with care") | {
        "files": signed(kept(User.objects.get(), TEXT, "kept.csv")),
        "files-new": a_file(b"MZ\x90\x00\x01", "Über\u202efdp.exe"),
    }

    response = as_alice.post(ADDRESS, sent)

    assert response.status_code == 422
    said = "“Überfdp.exe” was not taken. It is a program or a script, which we never take."
    assert errors(response) == {"files": [said]}
    assert "Typed with care" in response.content.decode()
    assert "kept.csv" in response.content.decode()
    assert StoredFile.objects.count() == 1


def test_a_file_is_removed_replaced_and_called_something(as_alice: Client, alice: User) -> None:
    one, two, three = (kept(alice, a_pdf(b"%d" % n), f"{n}.pdf") for n in range(3))
    sent = typed(link="") | {
        "files": [signed(one, "k1"), signed(two, "k2"), signed(three, "k3")],
        "files-title-k1": "The annex",
        "files-removed": ["k2"],
        "files-replace-k3": a_file(a_pdf(b"new"), "new.pdf"),
    }

    assert as_alice.post(ADDRESS, sent).status_code == 302

    places = {place.key: place for place in PageFile.objects.with_versions()}
    assert {key: place.label for key, place in places.items()} == {
        "k1": "The annex",
        "k3": "new.pdf",
    }
    assert bytes_of(places["k3"].newest.stored) == a_pdf(b"new")


def test_removing_the_only_file_asks_for_a_link_again(as_alice: Client, alice: User) -> None:
    sent = typed(link="") | {"files": signed(kept(alice), "k"), "files-removed": "k"}

    response = as_alice.post(ADDRESS, sent)

    assert set(errors(response)) == {"link"}


def test_nobody_hangs_up_an_upload_that_they_were_not_given(as_alice: Client) -> None:
    others = kept(make_user("Bob"))
    forged = [str(others.pk), signing.dumps(["k", str(others.pk)]), "x", ""]

    response = as_alice.post(ADDRESS, typed() | {"files": forged})

    assert response.status_code == 302
    assert not PageFile.objects.exists()


def test_an_upload_that_waited_too_long_is_told(as_alice: Client) -> None:
    gone = Held("k", str(uuid.uuid4())).signed()

    response = as_alice.post(ADDRESS, typed() | {"files": gone})

    assert errors(response) == {
        "files": ["A file waited for more than a day and is gone: choose it again."]
    }


def test_ten_files_are_the_most(as_alice: Client, alice: User) -> None:
    stored = kept(alice)

    response = as_alice.post(ADDRESS, typed() | {"files": [signed(stored) for _n in range(11)]})

    assert errors(response) == {"files": ["A page has 10 files at most."]}


@pytest.mark.parametrize("method", ["form", "script"])
def test_a_file_beyond_the_limit_is_told_and_not_kept(
    as_alice: Client, settings: Settings, method: str
) -> None:
    settings.FILE_LARGEST = 1000
    large = {"files-new": a_file(b"x" * 2000, "large.txt")}

    if method == "form":
        response = as_alice.post(ADDRESS, typed() | large)
        (said,) = errors(response)["files"]
    else:
        response = as_alice.post("/en/files/new/", large)
        said = response.content.decode()

    assert response.status_code == 422
    assert said == "“large.txt” was not taken. It is too large: at most 1000\xa0bytes."
    assert held_paths() == set()


def test_a_disk_that_is_full_while_it_comes_in_is_told(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_kwargs: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("platform_site.files.uploads.TemporaryUploadedFile", full)

    response = as_alice.post(ADDRESS, typed(title="Kept") | {"files-new": a_file()})

    assert response.status_code == 422
    assert "We could not store it, and nothing of it was kept" in errors(response)["files"][0]
    assert 'value="Kept"' in response.content.decode()


def test_the_script_sends_a_file_and_gets_its_line(as_alice: Client) -> None:
    response = as_alice.post("/en/files/new/", {"files-new": a_file(name="mine.pdf")})

    assert response.status_code == 201
    (held,) = held_in(response)
    assert as_alice.post(ADDRESS, typed(link="") | {"files": held}).status_code == 302
    assert PageFile.objects.with_versions().get().newest.stored.name == "mine.pdf"


def test_the_script_replaces_a_file_in_its_place(as_alice: Client, alice: User) -> None:
    sent = {"files-new": a_file(), "files": signed(kept(alice), "k7"), "title": "Annex"}

    response = as_alice.post("/en/files/new/", sent)

    (held,) = held_in(response)
    assert Held.read(held).key == "k7"
    assert 'value="Annex"' in response.content.decode()


def test_who_is_not_signed_in_sends_nothing(client: Client) -> None:
    assert client.post("/en/files/new/", {"files-new": a_file()}).status_code == 403
    assert client.post(ADDRESS, typed() | {"files-new": a_file()}).status_code == 302
    assert (client.get("/en/files/new/").status_code, held_paths()) == (405, set())


def test_a_body_beyond_all_limits_is_refused_unread(as_alice: Client) -> None:
    class Unread:
        def read(self, *_size: Any) -> bytes:
            raise AssertionError("nothing of it is read")

        readline = read

    for address in (ADDRESS, "/ar/search/", "/files/1/"):
        response = as_alice.generic(
            "POST", address, **{"CONTENT_LENGTH": str(10**9), "wsgi.input": Unread()}
        )
        assert response.status_code == 413
        assert "25" in response.content.decode()
    assert (
        'lang="ar"'
        in as_alice.generic(
            "POST", "/ar/search/", **{"CONTENT_LENGTH": str(10**9), "wsgi.input": Unread()}
        ).content.decode()
    )


# Review ----------------------------------------------------------------------------------


def send_change(client: Client, page: Resource, **changed: Any) -> Any:
    address = reverse("suggest-change", args=[page.pk])
    shown = client.get(address)
    initial = shown.context["form"].initial | shown.context["submission"].initial
    held = held_in(shown)
    sent = {k: v for k, v in initial.items() if v is not None and k != "files"}
    sent |= {"key": str(uuid.uuid4()), "significance": "minor", "files": held, "is_label": ""}
    return client.post(address, sent | changed)


def published(by: User, **fields: Any) -> Resource:
    content = kinds.get("resource").snapshot(make_resource("A model"))
    Resource.objects.all().delete()
    sent = content | {"title": "A report", "files": of_page(kept(by, a_pdf(b"1"), "one.pdf"))}
    revision = contribute_page(kind="resource", proposal=sent | fields, by=by, key=uuid.uuid4())
    accept_revision(revision=revision, by=make_reviewer())
    return Resource.objects.get()


def test_a_new_version_waits_for_review_and_then_stands_at_the_same_address(
    as_alice: Client, alice: User, client: Client
) -> None:
    page = published(make_user("Bob"))
    place = PageFile.objects.get()
    replaced = {f"files-replace-{place.key}": a_file(a_pdf(b"2"), "two.pdf")}

    assert send_change(as_alice, page, **replaced).status_code == 302
    revision = Revision.objects.get(state="pending")
    reader = Client()
    assert b"".join(reader.get(place.get_absolute_url())) == a_pdf(b"1")
    mona = User.objects.get(display_name="Mona")
    staff = Client()
    staff.force_login(mona)
    shown = staff.get(f"/admin/moderation/revision/{revision.pk}/change/").content.decode()
    (proposed,) = set(re.findall(r'href="(/files/[0-9a-f-]{36}/)"', shown))
    assert b"".join(staff.get(proposed)) == a_pdf(b"2")
    assert reader.get(proposed).status_code == 404
    words = unescape(re.sub(r"</?(?:ins|del)>", "", shown))
    assert "File: two.pdf" in words
    assert "PDF document" in words

    accept_revision(revision=revision, by=mona)

    assert b"".join(reader.get(place.get_absolute_url())) == a_pdf(b"2")
    shown = reader.get(page.get_absolute_url()).content.decode()
    assert "1 earlier version" in shown
    assert f"{place.get_absolute_url()}1/" in shown


def test_two_changes_of_different_files_meet_and_of_one_file_conflict(alice: User) -> None:
    page = published(alice)
    kind = kinds.get("resource")
    base = kind.snapshot(page)
    (first,) = base["files"]
    other = {"other": {"file": str(kept(alice, TEXT, "a.csv").pk), "title": ""}}
    said = {"file": str(kept(alice, a_pdf(b"3")).pk), "title": ""}
    sent = {"base": base, "by": alice, "page": page}
    changes = [
        suggest_change(**sent, proposal=base | {"files": files}, key=uuid.uuid4())
        for files in (base["files"] | other, {first: said})
    ]

    for change in changes:
        accept_revision(revision=change, by=User.objects.get(display_name="Mona"))

    assert kind.snapshot(Resource.objects.get())["files"] == {first: said} | other


def test_a_pending_records_file_is_opened_from_the_review(as_alice: Client) -> None:
    as_alice.post(ADDRESS, typed(link="") | {"files-new": a_file(a_pdf(b"x"))})
    staff = Client()
    staff.force_login(make_reviewer())
    revision = Revision.objects.get()

    shown = staff.get(f"/admin/moderation/revision/{revision.pk}/change/").content.decode()

    (address,) = set(re.findall(r'href="(/files/[0-9a-f-]{36}/)"', shown))
    assert b"".join(staff.get(address)) == a_pdf(b"x")
    stranger = Client()
    stranger.force_login(make_user("Charlie"))
    assert stranger.get(address).status_code == 404


def test_the_page_of_a_record_shows_its_files(client: Client, alice: User) -> None:
    page = published(alice)
    place = PageFile.objects.get()

    shown = unescape(client.get(page.get_absolute_url()).content.decode())

    assert f'href="{place.get_absolute_url()}"' in shown
    assert "PDF document" in shown
    assert "one.pdf" in shown
    assert "No link to it is known here" not in shown


def test_a_version_in_another_language_begins_without_the_files(
    as_alice: Client, alice: User
) -> None:
    page = published(alice)

    shown = as_alice.get(f"{ADDRESS}?translation_of={page.pk}")

    assert held_in(shown) == []


def test_a_form_without_files_takes_none(as_alice: Client, media: Path) -> None:
    article = make_article(contributor=None)
    sent = proposal("Of news") | {"key": str(uuid.uuid4()), "subjects": "", "files-x": a_file()}

    as_alice.post("/en/contribute/article/", sent | {"tags": ""})

    assert article.pk
    assert held_paths() == set()
