"""What the web processes weigh together after some load: their share of memory (PSS)."""

from collections.abc import Iterator
from contextlib import ExitStack

from tests.benchmarks import processes
from tests.benchmarks.anonymous import PAGES, keep
from tests.benchmarks.serving import BARE, SITE, Web, load, served
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line


def measure(stage: Stage) -> Iterator[Line]:
    if not processes.KNOWN:
        yield Line("web processes", "only Linux says")
        return
    with ExitStack() as stack:
        site = stack.enter_context(served(stage, SITE, ready="/readyz"))
        folder = keep(stage.run / "bodies", {path: site.fetch(path) for path in PAGES})
        bare = stack.enter_context(served(stage, BARE, ready=PAGES[0], BENCH_BODIES=folder))
        ours, limit = after_load(stage, site), after_load(stage, bare)
    target = "≤ 250 MB, aim ≤ 160"
    yield Line(
        "web processes", f"{ours:.0f} MB", f"bare server {limit:.0f} MB", ours / limit, target
    )


def after_load(stage: Stage, web: Web) -> float:
    for path in PAGES:
        load(web, path, connections=8, seconds=stage.seconds)
    return processes.megabytes(web.process.pid)
