"""The records that the project carries: every row is on the site, with its source."""

import csv
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from platform_site.activity.models import Activity
from platform_site.moderation.actions import suggest_change
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject, PageWords, Subject
from platform_site.search.models import SearchEntry
from resources.filters import ResourceFilter
from resources.loading import REFERENCE, load_resources
from resources.models import DETAILS, Resource
from tests.factories import make_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def rows(name: str = "records.csv") -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said() -> list[str]:
    lines: list[str] = []
    load_resources(say=lines.append)
    return lines


def test_all_819_rows_are_published_records_with_what_the_file_says() -> None:
    held = {record.source_key: record for record in Resource.objects.visible_to(AnonymousUser())}

    assert len(rows()) == 819
    assert {row["key"] for row in rows()} <= held.keys()
    for row in rows():
        record = held[row["key"]]
        assert (record.title, record.subtype, record.language) == (
            row["title"],
            row["type"],
            row["language"],
        )
        assert str(record.year or "") == row["year"]
        assert "; ".join(record.authors) == row["authors"]
        assert (record.link, record.doi) == (row["link"], row["doi"])
        assert record.subtype in Resource.Type.values
        assert record.licence in ("", *Resource.Licence.values)


def test_every_row_names_its_source() -> None:
    names = {row["code"]: row["name"] for row in rows("sources.csv")}
    held = dict(Resource.objects.values_list("source_key", "source"))

    assert all(
        names[row["source"]].replace("{entry}", row["entry"]) == held[row["key"]] for row in rows()
    )
    assert all(held[row["key"]] for row in rows())


def test_every_row_is_listed_about_each_of_its_countries_and_themes() -> None:
    wanted = {
        (row["key"], code)
        for row in rows()
        for code in f"{row['countries']} {row['themes']}".split()
    }
    links = PageSubject.objects.filter(page__kind="resource", is_direct=True)
    links = links.filter(published_at__isnull=False, audience="public")

    listed = set(links.values_list("page__as_resource__source_key", "subject__code"))

    assert {code for _key, code in wanted} <= set(Subject.objects.values_list("code", flat=True))
    assert wanted <= listed


def test_the_list_with_the_filter_of_a_country_or_theme_holds_every_row_of_it() -> None:
    request = RequestFactory().get("/en/resources/")
    request.user = AnonymousUser()
    about = [(row["key"], f"{row['countries']} {row['themes']}".split()) for row in rows()]
    for code in sorted({code for _key, codes in about for code in codes}):
        records = Resource.objects.published().visible_to(AnonymousUser())
        found = ResourceFilter({"about": code}, queryset=records, request=request).qs
        wanted = {key for key, codes in about if code in codes}
        assert wanted <= set(found.values_list("source_key", flat=True)), code


def test_a_region_lists_what_is_about_its_countries() -> None:
    africa = Subject.objects.get(kind="region", slug="africa")
    kenyan = Resource.objects.filter(
        page_subjects__subject__code="KEN", page_subjects__is_direct=True
    )

    listed = Resource.objects.published().listed_about(
        africa, kind="resource", user=AnonymousUser()
    )

    assert kenyan.count() >= 10
    assert set(kenyan) <= set(listed)


def test_every_row_is_in_the_search_under_its_year_and_by_its_authors() -> None:
    years = dict(
        SearchEntry.objects.filter(kind="resource").values_list(
            "page__as_resource__source_key", "year"
        )
    )
    words = dict(PageWords.objects.values_list("page__as_resource__source_key", "text"))

    assert {
        row["key"]: int(row["year"]) if row["year"] else None for row in rows()
    }.items() <= years.items()
    for row in rows():
        for name in filter(None, row["authors"].split("; ")):
            assert name.replace(",", "") in words[row["key"]]


def test_nobody_is_told_and_nobody_signed() -> None:
    carried = Page.objects.filter(as_resource__source_key__gt="")

    assert not Activity.objects.filter(page__in=carried).exists()
    assert not carried.exclude(contributor=None).exists()


def test_what_is_old_is_not_new_here() -> None:
    newest = Resource.objects.published().newest_first().filter(source_key__gt="")

    assert newest[0].year == 2026
    assert list(newest)[-42:] == list(newest.filter(year=None))


def test_a_second_load_writes_nothing(django_assert_max_num_queries: Any) -> None:
    stamps = set(Page.objects.values_list("pk", "changed_at", "version", "slug"))
    links = set(PageSubject.objects.values_list("pk", "page", "subject", "strength", "is_direct"))

    with django_assert_max_num_queries(15):
        lines = said()

    assert lines == ["library: 819 records, 0 added, 0 renewed"]
    assert set(Page.objects.values_list("pk", "changed_at", "version", "slug")) == stamps
    assert (
        set(PageSubject.objects.values_list("pk", "page", "subject", "strength", "is_direct"))
        == links
    )


def test_what_the_file_says_differently_is_renewed_with_its_subjects() -> None:
    record = Resource.objects.get(source_key="DOI-10-1111-issr-12286")
    Resource.objects.filter(pk=record.pk).update(title="Wrong", authors=["Nobody"], year=1999)
    PageSubject.objects.filter(page=record.pk, subject__code="CHL").delete()

    assert said() == ["library: 819 records, 0 added, 1 renewed"]

    record = Resource.objects.get(pk=record.pk)
    assert (record.title[:16], record.authors[0], record.year) == (
        "Can defined cont",
        "Kay, S. J.",
        2022,
    )
    assert record.page_subjects.filter(subject__code="CHL", strength=3, is_direct=True).exists()


def test_a_change_made_on_the_site_stays() -> None:
    record = Resource.objects.get(source_key="DOI-10-1111-issr-12286")
    base = kinds.get("resource").snapshot(record)
    changed = base | {"organisation": "ISSA", "subjects": {"CHL": 1}}
    suggest_change(page=record, base=base, proposal=changed, by=make_reviewer(), key=uuid.uuid4())

    assert said() == ["library: 819 records, 0 added, 0 renewed"]

    record = Resource.objects.get(pk=record.pk)
    assert record.organisation == "ISSA"
    assert kinds.get("resource").snapshot(record)["subjects"] == {"CHL": 1}


def test_types_with_details_have_their_row() -> None:
    for subtype, model in DETAILS.items():
        of_type = Resource.objects.filter(subtype=subtype, source_key__gt="")
        assert model.objects.filter(resource__in=of_type).count() == of_type.count()


def test_the_note_on_sources_counts_right() -> None:
    note = (REFERENCE / "SOURCES.md").read_text(encoding="utf-8")
    undated = sum(not row["year"] for row in rows())

    assert f"holds {len(rows())} bibliographic facts" in note
    assert f"the {undated} without a year" in note
    assert {row["source"] for row in rows()} == {row["code"] for row in rows("sources.csv")}
    assert Path(REFERENCE / "records.csv").stat().st_size < 400_000
