"""bin/bench: measure, and print ratios to limits measured in the same run."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from contextlib import ExitStack

import django

from platform_site.embedded.process import CannotStart
from platform_site.embedded.supervisor import Stopped, stop_on_signals
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, headings

# Each is a module beside this one with `measure(stage)`, which yields lines.
MODULES = {"import": "importing"}  # a module can't be called that
SCENARIOS = {
    "page": "queries over pages: lists about a subject, lists of a kind, detail, counts, insert",
    "anonymous": "the pages of readers who are not signed in, without the page cache",
    "memory": "what the web processes weigh",
    "import": "loading the observations",
    "start": "the second start of bin/demo",
}


def main(argv: Sequence[str]) -> int:
    options = read_arguments(argv)
    stop_on_signals()
    stage = Stage(
        size=options.size,
        seconds=options.seconds,
        rounds=options.rounds,
        shows_plans=options.plans,
    )
    try:
        with ExitStack() as stack:
            stage.open(stack)
            django.setup()
            stage.build()
            return int(any(line.differs for line in run(options.names, stage)))
    except Stopped:
        return 1
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    said = "\n".join(f"  {name:<11}{what}" for name, what in SCENARIOS.items())
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure on servers of its own, which are thrown away. It fails when two bodies"
        " that must be equal differ, never by time.",
        epilog=f"scenarios (default: all):\n{said}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=20_000, help="pages (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="turns taken (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=2, help="of each load (default: %(default)s)"
    )
    parser.add_argument("--plans", action="store_true", help="print the plans of the queries")
    options = parser.parse_args(argv)
    if unknown := set(options.names) - set(SCENARIOS):
        parser.error(f"there is no scenario {', '.join(sorted(unknown))}")
    return options


def run(names: Sequence[str], stage: Stage) -> Sequence[Line]:
    lines = []
    for name in names or SCENARIOS:
        scenario = importlib.import_module(f"tests.benchmarks.{MODULES.get(name, name)}")
        print(f"\n{name}: {SCENARIOS[name]}\n{headings()}", flush=True)
        for line in scenario.measure(stage):
            print(line, flush=True)
            lines.append(line)
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
