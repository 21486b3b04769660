"""What readers who are not signed in fetch most, beside the plain page and the bare server.

The page cache in front of Django is not built yet (it comes with a later issue), so the targets of
`anonymous` can't be reached here; those of a page that is rendered each time can.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.serving import BARE, PLAIN, SITE, Web, load, served
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line

PAGES = ("/en/", "/en/countries/khm/", "/en/news/")
PLAIN_PAGE = "/plain/"
CONNECTIONS = (8, 32)
CACHED = "≥ 0.30 with the cache"
RENDERED = "≥ 0.7, aim ≥ 1.5"


def measure(stage: Stage) -> Iterator[Line]:
    assert stage.filled
    for path in PAGES:
        yield weight(path)
    with ExitStack() as stack:
        site = stack.enter_context(served(stage, SITE, ready="/readyz"))
        plain = stack.enter_context(served(stage, PLAIN, ready=PLAIN_PAGE))
        bodies = {path: site.fetch(path) for path in PAGES}
        folder = keep(stage.run / "bodies", bodies)
        bare = stack.enter_context(served(stage, BARE, ready=PAGES[0], BENCH_BODIES=folder))
        for path, body in bodies.items():
            yield from compare(stage, path, site, plain, bare)
            yield same(path, body, site, bare)


def weight(path: str) -> Line:
    """Queries and bytes: they do not depend on the machine."""
    client = Client(SERVER_NAME="127.0.0.1")
    with CaptureQueriesContext(connection) as captured:
        body = client.get(path).content
    packed = gzip.compress(body, 6)
    said = f"{len(body) / 1000:.1f} kB, gzip {len(packed) / 1000:.1f}"
    return Line(f"{path}: {len(captured)} queries", said, target="≤ 6 queries, ≤ 10 kB packed")


def keep(folder: Path, bodies: dict[str, bytes]) -> str:
    folder.mkdir(exist_ok=True)
    names = {path: f"{number}.html" for number, path in enumerate(bodies)}
    for path, name in names.items():
        (folder / name).write_bytes(bodies[path])
    (folder / "paths.json").write_text(json.dumps(names))
    return str(folder)


def compare(stage: Stage, path: str, site: Web, plain: Web, bare: Web) -> Iterator[Line]:
    webs = ((site, path), (plain, PLAIN_PAGE), (bare, path))
    for connections in CONNECTIONS:
        rates, costs = in_turns(stage, webs, connections)
        ours, of_plain, of_bare = rates
        scenario = f"{path}, {connections} connections"
        rate = f"{ours:,.0f}/s"
        yield Line(scenario, rate, f"plain page {of_plain:,.0f}/s", ours / of_plain, RENDERED)
        yield Line(scenario, rate, f"bare server {of_bare:,.0f}/s", ours / of_bare, CACHED)
        if costs:
            yield of_processor(scenario, *costs)


def of_processor(scenario: str, ours: float, plain: float, _bare: float) -> Line:
    """The same comparison where other work on the machine disturbs it least."""
    said = f"{ours:.1f} ms", f"plain page {plain:.1f} ms"
    return Line(f"{scenario}: processor for one", *said, plain / ours, RENDERED)


def in_turns(
    stage: Stage, webs: Sequence[tuple[Web, str]], connections: int
) -> tuple[list[float], list[float]]:
    """Answers in a second, and the web processes' milliseconds for one (where the system says)."""
    rates: list[list[float]] = [[] for _ in webs]
    costs: list[list[float]] = [[] for _ in webs]
    for number in range(stage.rounds + 1):
        for (web, path), seen, taken in zip(webs, rates, costs, strict=True):
            told = load(web, path, connections=connections, seconds=stage.seconds)
            if number:  # the first turn warms them up
                seen.append(told.rate)
                taken.extend([told.processor] if told.processor else [])
    return [median(seen) for seen in rates], [median(taken) for taken in costs if all(costs)]


def same(path: str, body: bytes, site: Web, bare: Web) -> Line:
    """The page did not change meanwhile, and the bare server did return the same bytes."""
    fresh = site.fetch(path) == body
    equal = bare.fetch(path) == body
    differs = "" if fresh and equal else f"{path} is not what it was before the load"
    return Line(f"{path}: body before and after the load", "the same", differs=differs)
