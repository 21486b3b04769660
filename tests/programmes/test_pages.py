"""The table of projects, its file and feed, the pages of projects and programmes."""

import csv
import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from platform_site.discussions.actions import write_post
from platform_site.programmes.models import Phase, Result
from platform_site.programmes.templatetags.programmes import span
from tests.factories import make_circle, make_reviewer, make_subject, make_user
from tests.programmes.making import make_organisation, make_programme, make_project
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def names(client: Client, query: str = "") -> list[str]:
    """What the table lists, in its order."""
    return [row.project.title for row in client.get(f"/en/projects/{query}").context["rows"]]


def in_file(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/en/projects/data.csv{query}")
    return list(csv.DictReader(response.content.decode().splitlines()))


def in_feed(client: Client, query: str = "") -> list[str]:
    feed = ET.fromstring(client.get(f"/en/projects/feed/{query}").content)
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def fill(count: int) -> None:
    """Projects, each of a country, a fund and a programme of its own, and each with all else."""
    asia = make_subject(f"R-{count}", f"Region {count}")
    for n in range(count):
        country = make_subject(f"{count:04d}{n:04d}", f"Country {count}-{n}", asia)
        fund, bank = make_organisation(f"Fund {count}-{n}"), make_organisation(f"Bank {count}-{n}")
        programme = make_programme(f"Programme {count}-{n}", roles={"funder": [fund]})
        for number in (1, 2):
            Phase.objects.create(programme=programme, number=number, starts="2016", source="x")
        make_result(programme, f"{count}-{n}")
        make_project(
            f"Project {count}-{n}",
            about=[country, programme],
            roles={"funder": [fund], "partner": [bank]},
            commitment_usd=1_000_000 + n,
            status="active",
        )


def make_result(page: object, code: str) -> Result:
    return Result.objects.create(
        code=code,
        page=page,
        nature="result",
        statement={"en": "People reached"},
        scope={"en": "World"},
        number="1500",
        unit="persons",
        comparator="more than",
        source="A note",
    )


def test_lists_cost_the_same_for_one_three_and_thirty(client: Client) -> None:
    addresses = ("/en/projects/", "/en/projects/data.csv", "/en/projects/feed/", "/en/programmes/")
    costs = []
    for count in (1, 3, 30):
        fill(count)
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= 9


def test_pages_cost_the_same_however_much_they_show(client: Client) -> None:
    costs = []
    for count in (1, 12):
        programme = make_programme("P", roles={"funder": [make_organisation("F")]})
        country = make_subject(f"C{count}", f"Country {count}")
        for n in range(count):
            others = [make_organisation(f"O{n}") for _ in range(count)]
            make_result(programme, f"{count}-{n}")
            project = make_project(
                f"Q{n}", about=[programme, country], roles={"partner": others}, agency="x"
            )
        pages = (project, programme)
        costs.append([count_queries(client, page.get_absolute_url()) for page in pages])

    assert costs[0] == costs[1]


def test_what_a_list_only_counts_to_the_sector_is_kept_apart(client: Client) -> None:
    make_project("By name")
    make_project("By sector", subtype="sector")

    assert names(client) == in_feed(client) == ["By name"]
    assert names(client, "?type=sector") == in_feed(client, "?type=sector") == ["By sector"]
    assert sorted(names(client, "?type=all")) == ["By name", "By sector"]
    shown = client.get("/en/projects/?type=sector").content.decode()
    assert "Classified by sector" in shown
    assert [row["name"] for row in in_file(client, "?type=sector")] == ["By sector"]


def test_filters_narrow_the_table_and_its_file_alike(client: Client) -> None:
    asia = make_subject("R-ASIA", "Asia")
    cambodia = make_subject("KHM", "Cambodia", asia)
    union = make_organisation("Union", code="ORG.U")
    delegation = make_organisation("Delegation", union, code="ORG.D")
    floors = make_subject("FLO", "Floors")
    first = {"about": [cambodia], "roles": {"funder": [delegation]}, "status": "closed"}
    make_project("Cash in Cambodia", starts="2003-04-05", ends="2009", code="P000001", **first)
    make_project("Pensions", about=[floors], starts="2015", ends="", step=2, status="active")

    for query, expected in {
        "?about=KHM": ["Cash in Cambodia"],
        "?about=R-ASIA": ["Cash in Cambodia"],
        "?about=NOT": [],
        "?theme=FLO": ["Pensions"],
        "?who=ORG.D": ["Cash in Cambodia"],
        "?who=ORG.U": ["Cash in Cambodia"],
        "?status=active": ["Pensions"],
        "?step=2": ["Pensions"],
        "?year=2002": [],
        "?year=2003": ["Cash in Cambodia"],
        "?year=2009": ["Cash in Cambodia"],
        "?year=2010": [],
        "?year=2030": ["Pensions"],
        "?q=cash+cambodia": ["Cash in Cambodia"],
        "?q=p000001": ["Cash in Cambodia"],
        "?about=KHM&status=active": [],
    }.items():
        assert names(client, query) == expected, query
        assert [row["name"] for row in in_file(client, query)] == expected, query


def test_the_table_is_sorted_by_start_size_or_name(client: Client) -> None:
    make_project("Beta", starts="2001", commitment_usd=None)
    make_project("Alpha", starts="2001-05-01", commitment_usd=5)
    make_project("Gamma", starts="1999", commitment_usd=70)

    assert names(client) == ["Alpha", "Beta", "Gamma"]
    assert names(client, "?sort=oldest") == ["Gamma", "Beta", "Alpha"]
    assert names(client, "?sort=size") == ["Gamma", "Alpha", "Beta"]
    assert names(client, "?sort=name") == ["Alpha", "Beta", "Gamma"]
    assert names(client, "?sort=nonsense") == names(client)
    shown = client.get("/en/projects/?sort=size&status=").content.decode()
    assert shown.count("aria-sort") == 1
    assert "?sort=name&amp;status=" in shown


def test_paging_walks_through_every_project_once(client: Client) -> None:
    for n in range(95):
        make_project(f"Project {n:02d}")

    seen = [name for page in (1, 2, 3) for name in names(client, f"?sort=name&page={page}")]

    assert seen == [f"Project {n:02d}" for n in range(95)]


@pytest.mark.parametrize(
    "query",
    [
        "?year=x",
        "?year=-5",
        "?type=x",
        "?about=%F0%9F%98%80",
        "?q=" + "x" * 5000,
        "?page=x",
        "?step=9",
    ],
)
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    make_project()

    for address in ("projects/", "projects/data.csv", "projects/feed/"):
        assert client.get(f"/en/{address}{query}").status_code == 200


def test_what_is_not_public_is_in_no_table_file_feed_block_or_page(client: Client) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    secret = make_organisation("canary fund", state="archived")
    hidden = [
        make_project("canary pending", state="pending", published_at=None, about=[cambodia]),
        make_project("canary archived", state="archived", about=[cambodia]),
        make_project("canary members", audience="members", about=[cambodia]),
        make_project("canary circle", audience="circle", circle=make_circle(), about=[cambodia]),
    ]
    programme = make_programme("canary programme", audience="members")
    shown = make_project("shown", about=[cambodia, programme], roles={"funder": [secret]})

    addresses = ["/en/projects/", "/en/projects/?about=KHM", "/en/projects/data.csv"]
    addresses += ["/en/projects/feed/", "/en/programmes/", "/en/organisations/"]
    for address in (*addresses, shown.get_absolute_url()):
        assert "canary" not in client.get(address).content.decode(), address
    for page in (*hidden, programme, secret):
        assert client.get(page.get_absolute_url()).status_code == 404


def test_an_anonymous_page_is_public_and_sets_no_cookie(client: Client) -> None:
    project = make_project()

    for address in ("/en/projects/", "/en/projects/data.csv", project.get_absolute_url()):
        response = client.get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"


def test_a_cell_of_the_file_is_never_a_formula(client: Client) -> None:
    make_project("=HYPERLINK(1)", agency="@SUM(1)", commitment_usd=5)

    (row,) = in_file(client)

    assert (row["name"], row["carried_out_by"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert row["commitment_usd"] == "5"


def test_what_is_not_known_says_so_and_zero_is_zero(client: Client) -> None:
    nothing = make_project("Nothing known", starts="", ends="", source="", commitment_usd=None)
    zero = make_project("Zero", commitment_usd=0)

    pages = [client.get(page.get_absolute_url()).content.decode() for page in (nothing, zero)]

    assert pages[0].count("Not entered here") == 4
    assert pages[0].count("<span>Add it</span>") == 1
    assert "US$ 0" not in pages[0]
    assert "US$ 0" in pages[1]


def test_people_discuss_a_contributed_project_and_not_a_row_of_the_ledger(client: Client) -> None:
    ours = make_project("Ours", contributor=make_user("Alice"))
    write_post(page=ours, by=make_user("Bob"), source="Well done", language="en", key=None)
    row = make_project("Row", code="P123456", as_of="2025-03-31")

    assert "Well done" in client.get(ours.get_absolute_url()).content.decode()
    assert "talk" not in client.get(row.get_absolute_url()).context


def test_results_are_said_in_the_readers_language_or_marked_as_english(client: Client) -> None:
    programme = make_programme("P", about={"en": "Floors", "fr": "Des socles"})
    make_result(programme, "1")

    shown = client.get(f"/fr/programmes/{programme.slug}/").content.decode()

    assert "Des socles" in shown
    assert '<span lang="en" dir="ltr">People reached</span>' in shown
    assert "1\u202f500" in shown


def test_years_are_joined_by_a_dash_however_the_source_writes_them() -> None:
    assert span("2016-2020") == span("2016–2020") == '<bdi dir="ltr">2016–2020</bdi>'
    assert span("mid-2019") == "<bdi>mid-2019</bdi>"


def test_a_programme_leads_to_its_keepers_without_an_address(client: Client) -> None:
    programme = make_programme("P")

    shown = client.get(programme.get_absolute_url()).content.decode().partition("<main")[2]

    assert reverse("report-problem", args=[programme.pk]) in shown.partition("Contact")[2]
    assert "mailto:" not in shown.partition("</main>")[0]


def test_a_slug_in_capitals_leads_to_the_page(client: Client) -> None:
    project, programme = make_project(slug="one"), make_programme("P", slug="two")

    for address, page in {"projects/ONE": project, "programmes/TWO": programme}.items():
        response = client.get(f"/en/{address}/")
        assert (response.status_code, response["Location"]) == (301, page.get_absolute_url())


def test_a_moderator_finds_projects_in_the_admin(client: Client) -> None:
    project = make_project("Cash", code="P654321")
    client.force_login(make_reviewer())

    listed = client.get("/admin/programmes/project/?q=P654321")
    opened = client.get(f"/admin/programmes/project/{project.pk}/change/")

    assert "Cash" in listed.content.decode()
    assert opened["Location"] == reverse("suggest-change", args=[project.pk])
