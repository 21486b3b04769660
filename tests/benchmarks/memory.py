"""What the web processes weigh together after some load: their share of memory (PSS)."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.anonymous import PAGES, keep
from tests.benchmarks.serving import BARE, SITE, Web, requests_per_second, served
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line


def measure(stage: Stage) -> Iterator[Line]:
    if not Path("/proc/self/smaps_rollup").exists():
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
        requests_per_second(f"{web.root}{path}", connections=8, seconds=stage.seconds)
    return sum(share(number) for number in family(web.process.pid)) / 1000


def family(number: int) -> list[int]:
    """A process and all below it."""
    listed = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    return [number, *(member for child in listed for member in family(int(child)))]


def share(number: int) -> int:
    """Kilobytes, where what several processes share counts a part for each."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
