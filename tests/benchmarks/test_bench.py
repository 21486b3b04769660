"""bin/bench runs from its first server to its last line."""

import os
import subprocess
import sys

import pytest

from tests.benchmarks.bench import SCENARIOS
from tests.run import ROOT

# Its servers are its own, whatever this test run is on.
OURS = ("DATABASE_URL", "REDIS_URL", "PLATFORM_TEST_RUN", "DJANGO_SETTINGS_MODULE", "VAR_DIR")


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "-m", "tests.benchmarks.bench", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.long
def test_every_scenario_prints_lines_and_nothing_differs() -> None:
    done = bench("--size", "500", "--rounds", "1", "--seconds", "0.5")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "DIFFERS" not in done.stdout
    parts = done.stdout.split("\n\n")
    for name, what in SCENARIOS.items():
        part = next(part for part in parts if part.startswith(f"{name}: {what}"))
        assert part.splitlines()[1].startswith("scenario"), part
    for measured in ("list of a kind", "newest 10 about a region", "contribute an article"):
        assert measured in done.stdout
    for measured in ("plain page", "bare server", "COPY", "web processes", "start of bin/demo"):
        assert measured in done.stdout


def test_a_scenario_that_is_not_there_is_refused_with_the_list() -> None:
    done = bench("nothing")

    assert done.returncode == 2
    assert "there is no scenario nothing" in done.stderr
