"""The core's queries over many pages: what docs/decisions/0001-page.md rests on."""

from collections.abc import Iterator

from tests.benchmarks import about, answers, details, lists, writing
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line


def measure(stage: Stage) -> Iterator[Line]:
    assert stage.filled
    for part in (lists, about, details, answers, writing):
        yield from part.measure(stage)
