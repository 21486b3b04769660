"""The list, a record, the feed, the references: what readers get, at the same cost."""

import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from platform_site.pages.actions import set_tags
from tests.factories import make_circle, make_reviewer, make_subject, make_user
from tests.queries import count_queries
from tests.resources.bibtex import entries
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/en/resources/{query}")
    assert response.status_code == 200
    return [entry.card.page.title for entry in response.context["cards"]]


def in_feed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/en/resources/feed/{query}")
    assert response.status_code == 200
    found = ET.fromstring(response.content).iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") for entry in found]


def in_export(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/en/resources/export.bib{query}")
    assert response.status_code == 200
    return [entry.fields["title"] for entry in entries(response.content.decode())]


def fill(count: int) -> None:
    """Records with authors, each about a country of its own, translated, some of them courses."""
    asia = make_subject(f"R-{count}", f"Region {count}")
    for n in range(count):
        code = f"{count:04d}{n:05d}"
        subject = make_subject(code, f"Country {code}", asia)
        kind = ("report", "course", "legislation")[n % 3]
        record = make_resource(
            f"Record {code}", about=[subject], authors=["A, B"], year=2000 + n % 20, subtype=kind
        )
        make_resource(f"Registro {code}", language="es", translation_of=record.page_ptr)


def test_the_list_costs_the_same_for_one_three_and_a_hundred(client: Client) -> None:
    costs = []
    for count in (1, 3, 100):
        fill(count)
        addresses = ("/en/resources/", "/en/resources/?sort=year", "/en/resources/export.bib")
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= 8


def test_a_record_costs_the_same_whatever_it_is(client: Client) -> None:
    costs = set()
    for subtype in ("report", "course", "legislation", "experience", "tool"):
        subject = make_subject(f"X{subtype[:2].upper()}", subtype)
        record = make_resource(subtype=subtype, about=[subject], authors=["A, B"] * 9)
        costs.add(count_queries(client, record.get_absolute_url()))

    assert len(costs) == 1
    assert max(costs) <= 12


def test_the_filters_are_one_for_list_feed_and_export(client: Client) -> None:
    asia = make_subject("R-ASIA", "Asia")
    cambodia = make_subject("KHM", "Cambodia", asia)
    make_resource("Report", about=[cambodia], year=2019)
    make_resource("Ley", language="es", subtype="legislation", year=2021, series="Gaceta")
    make_resource("Undated")

    for query, wanted in {
        "": {"Report", "Ley", "Undated"},
        "?type=legislation": {"Ley"},
        "?about=KHM": {"Report"},
        "?about=R-ASIA": {"Report"},
        "?about=XXX": set(),
        "?language=es": {"Ley"},
        "?since=2020": {"Ley"},
        "?until=2020": {"Report"},
        "?since=2019&until=2019": {"Report"},
        "?series=Gaceta": {"Ley"},
        "?sort=title&since=2000": {"Report", "Ley"},
    }.items():
        for found in (listed(client, query), in_feed(client, query), in_export(client, query)):
            assert set(found) == wanted, query


def test_the_list_is_sorted_by_year_or_title_when_asked(client: Client) -> None:
    for title, year in (("B", 2001), ("C", None), ("A", 1999)):
        make_resource(title, year=year)

    assert listed(client) == ["A", "C", "B"]
    assert listed(client, "?sort=year") == ["B", "A", "C"]
    assert listed(client, "?sort=oldest") == ["A", "B", "C"]
    assert listed(client, "?sort=title") == ["A", "B", "C"]


def test_paging_walks_through_every_record_in_each_order(client: Client) -> None:
    for n in range(45):
        make_resource(f"Number {n:02d}", year=1990 + n % 7)

    for sort in ("year", "oldest", "title"):
        seen = [t for page in (1, 2, 3) for t in listed(client, f"?sort={sort}&page={page}")]
        assert sorted(seen) == [f"Number {n:02d}" for n in range(45)]
    first = client.get("/en/resources/")
    second = client.get("/en/resources/", {"at": first.context["slice"].older})
    assert len({e.record.pk for p in (first, second) for e in p.context["cards"]}) == 40


def test_courses_drop_off_the_day_after_their_deadline(client: Client) -> None:
    today = timezone.now().date()
    for name, deadline in {
        "past": today - dt.timedelta(days=1),
        "today": today,
        "coming": today + dt.timedelta(days=30),
        "any time": "",
    }.items():
        make_resource(name, subtype="course", details={"deadline": deadline})

    wanted = {"today", "coming", "any time"}
    assert set(listed(client)) == wanted
    assert set(in_feed(client)) == wanted
    assert set(in_export(client)) == wanted


def test_a_past_course_keeps_its_address_and_says_so(client: Client) -> None:
    record = make_resource("Past", subtype="course", details={"deadline": dt.date(2020, 1, 1)})

    assert "The deadline has passed" in client.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?type=nonsense",
        "?language=xx",
        "?since=abc&until=1e999",
        "?since=-5",
        "?since=99999999999999999999",
        "?sort=nonsense",
        "?sort=year&page=nonsense",
        "?at=nonsense",
        "?series=" + "x" * 500,
        "?about=" + "x" * 500,
        "?page=5",
    ],
)
def test_a_query_that_makes_no_sense_never_breaks_anything(client: Client, query: str) -> None:
    make_resource()

    for place in ("", "feed/", "export.bib", "export.ris", "export.json"):
        assert client.get(f"/en/resources/{place}{query}").status_code == 200


def test_what_is_not_public_is_in_no_list_feed_export_or_address(client: Client) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    hidden = [
        make_resource(f"canary {n}", about=[cambodia], **fields)
        for n, fields in enumerate(
            (
                {"state": "pending"},
                {"state": "draft"},
                {"state": "archived"},
                {"audience": "members"},
                {"circle": make_circle()},
            )
        )
    ]
    make_resource("visible", about=[cambodia])

    references = ("export.bib", "export.ris", "export.json")
    for place in ("", "?about=KHM", "?sort=title", "feed/", *references):
        shown = client.get(f"/en/resources/{place}").content.decode()
        assert "canary" not in shown
        assert "visible" in shown or place == "feed/"
    for record in hidden:
        for tail in ("", "cite.bib", "cite.ris", "cite.json"):
            assert client.get(f"{record.get_absolute_url()}{tail}").status_code == 404


def test_the_author_previews_what_waits_for_review(client: Client) -> None:
    alice = make_user("Alice")
    record = make_resource("Mine", state="pending", contributor=alice)
    client.force_login(alice)

    assert "Only you and the reviewers" in client.get(record.get_absolute_url()).content.decode()


def test_an_address_with_another_slug_leads_to_the_right_one(client: Client) -> None:
    record = make_resource()

    response = client.get(f"/en/resources/{record.pk}-other/")

    assert (response.status_code, response["Location"]) == (302, record.get_absolute_url())


def test_an_address_in_arabic_letters_is_answered_where_it_is(client: Client) -> None:
    record = make_resource("تقرير", slug="تقرير-المعاشات", language="ar")

    assert client.get(record.get_absolute_url()).status_code == 200
    assert client.get(f"{record.get_absolute_url()}cite.bib").status_code == 200


def test_a_carried_record_names_its_source_and_nobody_has_left(client: Client) -> None:
    record = make_resource(
        source_key="X-1", source="A list of lists", source_url="https://x.example/"
    )

    shown = client.get(record.get_absolute_url()).content.decode()

    assert 'href="https://x.example/"' in shown
    assert "A list of lists" in shown
    assert "has left" not in shown


def test_a_record_says_what_is_not_known(client: Client) -> None:
    record = make_resource(is_label=True)

    shown = client.get(record.get_absolute_url()).content.decode()

    assert "no year given" in shown
    assert "has no title of its own" in shown
    assert "No link to it is known here" in shown
    assert shown.count("nothing--unentered") >= 2  # the year and the licence


def test_a_record_shows_where_to_get_it_how_to_cite_it_and_its_licence(client: Client) -> None:
    record = make_resource(
        "Title",
        subtype="journal-article",
        authors=["Parada-Contzen, M.", "UNICEF"],
        journal="Review",
        year=2023,
        doi="10.1111/ilr.12365",
        licence="cc-by-4.0",
        language="es",
        other_languages=["fr"],
        series="Long series & more",
    )

    shown = client.get(record.get_absolute_url()).content.decode()

    assert 'href="https://doi.org/10.1111/ilr.12365"' in shown
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in shown
    assert "Parada-Contzen, M.; UNICEF (2023). Title. <i>Review</i>." in shown
    assert '<h1 lang="es" dir="auto">Title</h1>' in shown
    assert "Français" in shown
    assert "?series=Long+series+%26+more" in shown
    data = shown.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["@type"] == "ScholarlyArticle"


def test_what_shares_most_subjects_is_read_next(client: Client) -> None:
    cambodia, pensions = make_subject("KHM", "Cambodia"), make_subject("R-OLD", "Old age")
    record = make_resource("This one", about=[cambodia, pensions])
    make_resource("Both", about=[cambodia, pensions])
    for title in ("Country, older", "Country, newer"):
        make_resource(title, about=[cambodia])
    make_resource("Neither")
    make_resource("Hidden", about=[cambodia, pensions], circle=make_circle())
    make_resource("Past", about=[cambodia], subtype="course", details={"deadline": "2020-01-01"})

    near = client.get(record.get_absolute_url()).context["near"]

    assert [e.record.title for e in near] == ["Both", "Country, newer", "Country, older"]


def test_reviewers_find_records_in_the_admin_and_members_do_not(
    client: Client, settings: Settings
) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    make_resource("To be found")
    address = "/admin/resources/resource/?q=found"

    client.force_login(make_user("Bob", is_staff=True))
    refused = client.get(address)
    client.force_login(make_reviewer())
    shown = client.get(address)

    assert refused.status_code in (302, 403)
    assert shown.status_code == 200
    assert "To be found" in shown.content.decode()


def test_one_reference_is_a_file_of_its_own(client: Client) -> None:
    record = make_resource("A title", slug="a-title", year=2020, authors=["Berg, Jan"])

    response = client.get(f"{record.get_absolute_url()}cite.bib")

    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="a-title.bib"'
    (entry,) = entries(response.content.decode())
    assert entry.raw["author"] == "Berg, Jan"


def test_an_anonymous_page_is_public_and_sets_no_cookie(client: Client) -> None:
    record = make_resource()

    for address in ("/en/resources/", record.get_absolute_url()):
        response = client.get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"


def test_among_other_pages_a_record_says_its_year_and_not_a_day(client: Client) -> None:
    record = make_resource("Tagged", year=1994)
    set_tags(page=record, names=["registry"])

    shown = client.get("/en/tags/registry/").content.decode()

    assert "Tagged" in shown
    assert "1994" in shown
    assert "item--dated" not in shown


def test_what_was_carried_over_is_not_new_on_the_front_page(client: Client) -> None:
    make_resource("Carried over", year=2026, source_key="X-1")
    make_resource("Sent in", year=1994, contributor=make_user("Alice"))

    for address in ("/en/", "/en/feed/"):
        shown = client.get(address).content.decode()
        assert ("Carried over" in shown, "Sent in" in shown) == (False, True), address
