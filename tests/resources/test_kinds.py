"""What of a record people can change: applied, restored, and never half."""

import uuid
from typing import Any

import pytest

from platform_site.moderation.actions import accept_revision, contribute_page, suggest_change
from platform_site.pages import kinds
from platform_site.pages.models import PageWords
from resources.models import DETAILS, Course, Experience, Law, Resource, Tool
from tests.factories import make_reviewer, make_subject, make_user
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db

DETAILED = {
    "course": {"deadline": "2027-03-31", "cost": "EUR 500", "format": "blended"},
    "legislation": {"branch": "old-age", "status": "amended"},
    "experience": {
        "context": "Islands",
        "done": "A pension",
        "result": "More people",
        "spent": "USD 3 million, 2020",
        "lessons": "Begin small",
        "contact": "The ministry",
    },
    "innovation": {"context": "Phones", "done": "Payment by phone"},
    "tool": {"release": "2.1", "requirements": "A browser"},
    "report": {},
}


def full(subtype: str) -> Resource:
    return make_resource(
        "Título: a {brace} & more",
        subtype=subtype,
        year=2020,
        language="es",
        authors=["Parada-Contzen, M.", "UNICEF"],
        organisation="ILO",
        journal="Review",
        series="Series",
        number="7",
        other_languages=["fr", "de"],
        link="https://ilo.org/x",
        doi="10.1111/x",
        isbn="9789220319468",
        licence="cc-by-4.0",
        is_label=True,
        about=[make_subject("KHM", "Cambodia")],
        details=DETAILED[subtype],
    )


def stored(record: Resource) -> list[Any]:
    """Every column of the record and of all that hangs on it."""
    children = [list(model.objects.values()) for model in (Course, Law, Experience, Tool)]
    row = Resource.objects.filter(pk=record.pk).values().get()
    return [row, children, list(record.page_subjects.values("subject", "strength", "is_direct"))]


@pytest.mark.parametrize("subtype", DETAILED)
def test_applying_its_snapshot_changes_nothing(subtype: str) -> None:
    record, kind = full(subtype), kinds.get("resource")
    before = stored(record)

    kind.apply(record, kind.snapshot(record))
    record.save()

    assert stored(record) == before


@pytest.mark.parametrize("subtype", DETAILED)
def test_an_earlier_snapshot_restores_all_of_it(subtype: str) -> None:
    record, kind = full(subtype), kinds.get("resource")
    before, snapshot = stored(record), kind.snapshot(record)
    record = Resource.objects.get(pk=record.pk)
    kind.apply(record, snapshot | {"type": "video", "authors": "", "doi": "", "subjects": {}})
    record.save()
    assert stored(record) != before

    kind.apply(record, snapshot)
    record.save()

    assert stored(record) == before


def test_every_type_with_details_is_covered_here() -> None:
    assert set(DETAILS) <= set(DETAILED)


def test_a_course_that_becomes_a_law_loses_its_deadline() -> None:
    record, kind = full("course"), kinds.get("resource")

    kind.apply(record, kind.snapshot(record) | {"type": "legislation", "status": "in-force"})
    record.save()

    assert not Course.objects.exists()
    assert Law.objects.get().status == "in-force"


def test_it_is_found_by_authors_series_and_identifiers() -> None:
    record, kind = full("report"), kinds.get("resource")

    kind.apply(record, kind.snapshot(record))

    words = PageWords.objects.get(page=record.pk)
    assert words.language == ""
    assert set(words.text.split()) >= {
        "Parada-Contzen",
        "UNICEF",
        "Series",
        "10.1111/x",
        "9789220319468",
    }


def test_every_key_of_the_snapshot_has_a_label_and_a_field() -> None:
    kind = kinds.get("resource")
    snapshot = kind.snapshot(full("report"))

    assert set(snapshot) <= set(kind.labels) | {"tags"}
    assert set(kind.labels) <= set(snapshot)


def test_a_contribution_and_a_change_go_through_the_one_queue() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    make_subject("KHM", "Cambodia")
    kind = kinds.get("resource")
    proposal = kind.snapshot(full_proposal()) | {"title": "Sent in", "subjects": {"KHM": 3}}
    Resource.objects.all().delete()

    first = contribute_page(kind="resource", proposal=proposal, by=alice, key=uuid.uuid4())
    accept_revision(revision=first, by=mona)
    record = Resource.objects.get()
    base = kind.snapshot(record)
    change = suggest_change(
        page=record,
        base=base,
        proposal=base | {"deadline": "2028-01-31"},
        by=alice,
        key=uuid.uuid4(),
    )
    accept_revision(revision=change, by=mona)

    record = Resource.objects.get()
    assert (record.title, record.state, record.version) == ("Sent in", "published", 2)
    assert record.get_absolute_url() == f"/en/resources/{record.pk}-sent-in/"
    assert str(record.course.deadline) == "2028-01-31"
    assert base == proposal


def full_proposal() -> Resource:
    return make_resource("Training", subtype="course", details=DETAILED["course"])
