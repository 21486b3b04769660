"""Whole answers of the site: how many queries, and what they cost inside PostgreSQL.

A plan that goes wrong with size shows here, whichever query of a page it is.
"""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from platform_site.pages.models import Page
from tests.benchmarks.queries import Readers, executed
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line

ADDRESSES = (
    *("/en/", "/en/countries/", "/en/countries/khm/", "/en/regions/africa/", "/en/groups/ldc/"),
    *("/en/news/", "/en/news/?about=KHM", "/en/news/?language=fr", "/en/news/?type=feature"),
    *("/en/news/feed/", "/en/feed/"),
)
DEAREST = 100  # characters of the dearest query, with --plans


def measure(stage: Stage) -> Iterator[Line]:
    readers = Readers().all
    for address in (*ADDRESSES, an_article()):
        for name in ("anonymous", "of 200"):
            client = Client(SERVER_NAME="127.0.0.1")
            if readers[name].is_authenticated:
                client.force_login(readers[name])
            yield answer(stage, client, name, address)


def an_article() -> str:
    article = Page.objects.published().filter(slug__startswith="bench-", kind="article")
    return f"/en{article.filter(audience='public').first().get_absolute_url()[3:]}"


def answer(stage: Stage, client: Client, name: str, address: str) -> Line:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        status = client.get(address).status_code
    selects = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    costs = {sql: executed(sql, None) for sql in selects}
    if stage.shows_plans and costs:
        print(f"  dearest: {max(costs, key=costs.__getitem__)[:DEAREST]}")
    return Line(
        f"{address}, {name}",
        f"{len(captured)} queries, db {sum(costs.values()):.1f} ms",
        differs="" if status == 200 else f"{address} answers {status}",
    )
