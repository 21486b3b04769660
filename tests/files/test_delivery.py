"""Files go out through the gate, and as nothing but files."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http.response import HttpResponseBase
from django.test import Client

from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.files.actions import hang_files, note_files
from platform_site.files.models import FileVersion, PageFile, StoredFile
from platform_site.pages.models import Page
from platform_site.pages.permissions import can_view
from tests.factories import make_circle, make_reviewer, make_user
from tests.files.uploads import TEXT, a_pdf, kept, of_page
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content


def status(client: Client, address: str) -> int:
    """Read to the end, as a browser does: else the file stays open."""
    response = client.get(address)
    body(response)
    return response.status_code


def hung(by: User, content: bytes | None = None, name: str = "report.pdf", **page: Any) -> PageFile:
    made = make_resource(contributor=by, **page)
    hang_files(page=made, files=of_page(kept(by, content, name)))
    return PageFile.objects.with_versions().get(page=made)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_file_is_sent_as_nothing_but_a_file(client: Client, alice: User) -> None:
    place = hung(alice, a_pdf(b"x"), "الحماية الاجتماعية.pdf")

    response = client.get(place.get_absolute_url())

    assert body(response) == a_pdf(b"x")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(a_pdf(b"x")))
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D8%A7")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (TEXT, "text/csv; charset=utf-8"),
        (TEXT.decode().encode("utf-16"), "text/csv; charset=utf-16"),
    ],
)
def test_a_table_says_what_its_letters_are(
    client: Client, alice: User, content: bytes, media_type: str
) -> None:
    place = hung(alice, content, "data.csv")

    response = client.get(place.get_absolute_url())

    assert (response["Content-Type"], body(response)) == (media_type, content)


def test_whoever_has_it_already_is_told_so(client: Client, alice: User) -> None:
    place = hung(alice)
    first = client.get(place.get_absolute_url())
    body(first)

    again = client.get(place.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    head = client.head(place.get_absolute_url())

    assert (again.status_code, body(again)) == (304, b"")
    assert again["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (head.status_code, body(head)) == (200, b"")
    assert head["Content-Length"] == first["Content-Length"]
    assert client.post(place.get_absolute_url()).status_code == 405


def test_one_address_gives_the_newest_and_each_version_has_its_own(
    client: Client, alice: User
) -> None:
    place = hung(alice, a_pdf(b"1"))
    hang_files(page=place.page, files=of_page(kept(alice, a_pdf(b"2"))))

    address = place.get_absolute_url()
    assert body(client.get(address)) == a_pdf(b"2")
    assert body(client.get(f"{address}1/")) == a_pdf(b"1")
    assert body(client.get(f"{address}2/")) == a_pdf(b"2")
    assert status(client, f"{address}3/") == 404
    hang_files(page=place.page, files={})
    assert [status(client, f"{address}{end}") for end in ("", "1/", "2/")] == [404] * 3


def test_every_file_is_seen_by_who_sees_its_page_and_nobody_else(alice: User) -> None:
    bob, charlie, mona = make_user("Bob"), make_user("Charlie"), make_reviewer()
    circle = make_circle(alice, bob)
    pages = [
        {"state": state, **audience}
        for state in Page.State.values
        for audience in ({}, {"audience": "members"}, {"circle": circle})
    ]
    places = [hung(alice, a_pdf(b"%d" % n), **page) for n, page in enumerate(pages)]

    for person in (AnonymousUser(), alice, bob, charlie, mona):
        client = Client() if person.is_anonymous else signed_in(person)
        for place in places:
            page = Page.objects.get(pk=place.page_id)
            expected = 200 if can_view(person, page) else 404
            address = place.get_absolute_url()
            for asked in (address, f"{address}1/", place.newest.stored.get_absolute_url()):
                response = client.get(asked)
                body(response)
                assert response.status_code == expected, (person, page.state, page.audience, asked)
                if expected == 200 and (page.state, page.audience) != ("published", "public"):
                    assert "no-store" in response["Cache-Control"]
                    assert "private" in response["Cache-Control"]


def test_the_three_sets_agree_with_the_gate(alice: User) -> None:
    bob, mona = make_user("Bob"), make_reviewer()
    places = [
        hung(alice, a_pdf(b"%d" % n), **page)
        for n, page in enumerate(({}, {"state": "pending"}, {"circle": make_circle(alice)}))
    ]
    for person in (AnonymousUser(), alice, bob, mona):
        seen = {p.pk for p in places if can_view(person, Page.objects.get(pk=p.page_id))}

        assert set(PageFile.objects.visible_to(person).values_list("pk", flat=True)) == seen
        of_versions = FileVersion.objects.visible_to(person).values_list("page_file", flat=True)
        assert set(of_versions) == seen
        stored = StoredFile.objects.visible_to(person).values_list("versions__page_file", flat=True)
        assert set(stored) == seen


def test_an_upload_is_its_persons_alone_until_it_is_sent(client: Client, alice: User) -> None:
    stored = kept(alice)
    address = stored.get_absolute_url()

    response = signed_in(alice).get(address)
    assert (response.status_code, len(body(response))) == (200, stored.size)
    assert "no-store" in response["Cache-Control"]
    for other in (client, signed_in(make_user("Bob")), signed_in(make_reviewer())):
        assert other.get(address).status_code == 404


def test_a_proposed_file_is_seen_by_its_author_and_by_reviewers(
    client: Client, alice: User
) -> None:
    bob, mona = make_user("Bob"), make_reviewer()
    public = make_resource(contributor=bob)
    stored = kept(alice)
    note_files(page=public, files=of_page(stored))

    address = stored.get_absolute_url()
    assert [status(signed_in(person), address) for person in (alice, mona)] == [200, 200]
    assert [status(each, address) for each in (client, signed_in(bob))] == [404, 404]


def test_nobody_outside_reviews_what_is_proposed_in_a_circle(alice: User) -> None:
    mona, circle = make_reviewer(), make_circle(alice)
    inside = make_resource(contributor=alice, circle=circle)
    stored = kept(alice)
    note_files(page=inside, files=of_page(stored))

    assert signed_in(mona).get(stored.get_absolute_url()).status_code == 404
    Membership.objects.filter(circle=circle).delete()
    assert signed_in(alice).get(stored.get_absolute_url()).status_code == 404


def test_bytes_that_are_gone_are_not_found(client: Client, alice: User, media: Any) -> None:
    place = hung(alice)
    (media / place.newest.stored.path).unlink()

    assert client.get(place.get_absolute_url()).status_code == 404


def test_the_storage_itself_has_no_address(client: Client, alice: User) -> None:
    stored = hung(alice).newest.stored

    for address in (f"/media/{stored.path}", f"/{stored.path}", f"/static/{stored.path}"):
        assert client.get(address, follow=True).status_code == 404
