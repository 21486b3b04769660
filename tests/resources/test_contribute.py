"""Adding a record: link first, duplicates shown, the fields of its type, nothing typed is lost."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from resources.duplicates import duplicates
from resources.forms import ResourceForm
from resources.models import Course, Resource
from tests.factories import make_circle, make_reviewer, make_subject, make_user
from tests.resources.records import make_resource, typed

pytestmark = pytest.mark.django_db
ADDRESS = "/en/contribute/resource/"


@pytest.fixture
def alice(client: Client) -> Client:
    client.force_login(make_user("Alice"))
    return client


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_the_form_begins_with_the_link(alice: Client) -> None:
    shown = alice.get(ADDRESS).content.decode()

    places = [shown.index(f'name="{name}"') for name in ("link", "title", "type", "year", "doi")]
    assert places == sorted(places)


def test_a_link_a_title_and_a_type_are_enough(alice: Client) -> None:
    make_subject("KHM", "Cambodia")

    response = alice.post(ADDRESS, typed(subjects="Cambodia", tags=""))

    assert response.status_code == 302
    record = Resource.objects.get()
    assert (record.state, record.link_key) == ("pending", "example.org/report.pdf")
    assert Revision.objects.get().proposal["subjects"] == {"KHM": 3}


def test_a_doi_in_the_link_is_kept_as_one(alice: Client) -> None:
    alice.post(ADDRESS, typed(link="https://doi.org/10.1111/x.1"))

    assert Resource.objects.get().doi == "10.1111/x.1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("link", ""),
        ("link", "javascript:alert(1)"),
        ("link", "ftp://x.example/a"),
        ("link", "nothing"),
        ("title", " "),
        ("type", "nonsense"),
        ("doi", "10.x"),
        ("isbn", "978-92-2-031946-1"),
        ("year", "12"),
        ("year", "2999"),
        ("licence", "mine"),
        ("other_languages", ["xx"]),
        ("subjects", "Atlantis"),
        ("authors", "x" * 300),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    alice: Client, field: str, value: Any
) -> None:
    sent = typed(organisation="A ministry", text="**Long** text") | {field: value}

    response = alice.post(ADDRESS, sent)

    assert response.status_code == 422
    assert set(errors(response)) == {field}
    shown = response.content.decode()
    assert 'value="A ministry"' in shown
    assert "**Long** text" in shown
    assert not Resource.objects.exists()


def test_without_a_link_an_isbn_is_a_way_to_it(alice: Client) -> None:
    response = alice.post(ADDRESS, typed(link="", isbn="978-92-2-031946-8"))

    assert response.status_code == 302
    assert Resource.objects.get().isbn == "9789220319468"


def test_an_experience_may_be_told_here_without_a_link(alice: Client) -> None:
    sent = typed(type="experience", link="", details_of="experience")

    empty = alice.post(ADDRESS, sent)
    told = alice.post(ADDRESS, sent | {"done": "A registry was built."})

    assert (empty.status_code, set(errors(empty))) == (422, {"link"})
    assert told.status_code == 302
    assert Resource.objects.get().experience.done == "A registry was built."


def test_a_duplicate_is_shown_and_sent_only_when_confirmed(alice: Client) -> None:
    make_resource("Held", link="http://example.org/report.pdf/")
    sent = typed(summary="Typed with care")

    first = alice.post(ADDRESS, sent)

    assert first.status_code == 422
    assert set(errors(first)) == {"not_duplicate"}
    shown = first.content.decode()
    assert "Held" in shown
    assert "the same link" in shown
    assert "Typed with care" in shown
    assert '<input type="checkbox" name="not_duplicate"' in shown
    assert alice.post(ADDRESS, sent | {"not_duplicate": "on"}).status_code == 302
    assert Resource.objects.count() == 2


def test_duplicates_are_found_by_link_doi_isbn_and_title() -> None:
    held = make_resource(
        "World Social Protection Report 2020–22",
        link="https://ilo.org/a?id=5",
        doi="10.1111/Abc",
        isbn="9789220319468",
    )
    make_resource("Something else altogether", link="https://ilo.org/b", doi="10.1111/other")

    for asked in (
        {"link": "http://www.ilo.org/a/?id=5&utm_source=x"},
        {"link": "https://doi.org/10.1111/aBC"},
        {"doi": "doi:10.1111/ABC"},
        {"isbn": "978-92-2-031946-8"},
        {"title": "World social protection report, 2020-22"},
        {"title": "The World Social Protection Report 2020/22"},
    ):
        assert [found.resource for found in duplicates(**asked)] == [held], asked
    assert duplicates(title="Pension reform in the islands of the south") == []
    assert duplicates(title="World") == []
    assert duplicates(link="https://ilo.org/a?id=6") == []


def test_what_is_not_public_is_no_duplicate_of_anything() -> None:
    link = "https://ilo.org/hidden"
    for n, hidden in enumerate(
        ({"state": "pending"}, {"audience": "members"}, {"circle": make_circle()})
    ):
        make_resource(f"canary number {n} of the hidden", link=link, **hidden)

    assert duplicates(link=link, title="canary number 1 of the hidden") == []


def test_the_partial_shows_duplicates_while_somebody_types(client: Client) -> None:
    make_resource("Old-age pensions in the islands")

    found = client.get("/en/resources/duplicates/", {"title": "Old-age pensions in the island"})
    none = client.get("/en/resources/duplicates/", {"title": "\x00" * 9, "link": "x" * 5000})

    assert "almost the same title" in found.content.decode()
    assert none.content.decode().strip() == ""


def test_a_course_is_asked_for_its_deadline_in_a_second_step_without_a_script(
    alice: Client,
) -> None:
    sent = typed(type="course", summary="Typed with care")

    first = alice.post(ADDRESS, sent)

    assert first.status_code == 422
    assert set(errors(first)) == {"type"}
    shown = first.content.decode()
    assert 'name="deadline"' in shown
    assert '<input type="hidden" name="details_of" value="course"' in shown
    assert "Typed with care" in shown
    second = alice.post(ADDRESS, sent | {"details_of": "course", "deadline": "2027-03-31"})
    assert second.status_code == 302
    assert Course.objects.get().deadline == dt.date(2027, 3, 31)


def test_the_form_of_a_chosen_type_has_its_fields_at_once(alice: Client) -> None:
    shown = alice.get(f"{ADDRESS}?type=experience&about=KHM").content.decode()

    assert 'name="lessons"' in shown
    assert 'name="deadline"' not in shown


def test_the_fields_of_a_type_are_fetched_alone(client: Client) -> None:
    shown = client.get("/en/resources/fields/?type=legislation").content.decode()

    assert ('name="branch"' in shown, "<html" in shown) == (True, False)
    assert 'name="branch"' not in client.get("/en/resources/fields/?type=nonsense").content.decode()


def test_a_suggested_change_of_a_course_begins_from_what_stands_there(client: Client) -> None:
    record = make_resource(
        "Training", subtype="course", details={"deadline": "2027-03-31", "cost": "free"}
    )
    client.force_login(make_reviewer())
    address = reverse("suggest-change", args=[record.pk])
    form = client.get(address).context
    sent = {
        name: value
        for name, value in (form["form"].initial | form["submission"].initial).items()
        if value is not None
    }
    sent |= {"key": str(uuid.uuid4()), "deadline": "2027-04-30", "significance": "minor"}
    sent["is_label"] = ""

    response = client.post(address, sent)

    assert response.status_code == 302, response.context and response.context["form"].errors
    record = Resource.objects.get(pk=record.pk)
    assert (str(record.course.deadline), record.course.cost) == ("2027-04-30", "free")
    assert record.version == 2


def test_a_language_we_do_not_write_in_stays_when_a_record_is_corrected() -> None:
    record = make_resource("Өндөр насны", language="mn", other_languages=["ja"])
    base = kinds.get("resource").snapshot(record)
    initial = ResourceForm.initial_from(base)
    data = typed(title=record.title, link="", language="mn", other_languages=["ja"])

    form = ResourceForm(_querydict(data), initial=initial)

    assert form.is_valid(), form.errors
    assert form.proposal(base)["other_languages"] == base["other_languages"]


def _querydict(data: dict[str, Any]) -> Any:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_nobody_is_asked_to_sign_in_to_look_for_duplicates(client: Client) -> None:
    response = client.get("/en/resources/duplicates/?title=x")

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert not Resource.objects.visible_to(AnonymousUser()).exists()
