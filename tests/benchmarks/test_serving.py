"""The bare server returns the bytes it was given, and the client of our own counts its answers."""

from pathlib import Path

import pytest

from tests.benchmarks import serving
from tests.benchmarks.anonymous import keep
from tests.benchmarks.stage import Stage

BODIES = {"/en/": b"<p>one</p>" * 3000, "/en/news/": b"<p>two</p>"}


@pytest.fixture
def bare(tmp_path: Path):
    stage = Stage(size=0, seconds=1, rounds=1, run=tmp_path)
    folder = keep(tmp_path / "bodies", BODIES)
    with serving.served(stage, serving.BARE, ready="/en/", BENCH_BODIES=folder) as web:
        yield web


def test_the_bare_server_returns_the_same_bytes(bare: serving.Web) -> None:
    assert {path: bare.fetch(path) for path in BODIES} == BODIES


def test_without_wrk_a_client_of_our_own_counts_the_answers(
    bare: serving.Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving.shutil, "which", lambda name: None)

    told = serving.load(bare, "/en/", connections=3, seconds=0.5)

    assert told.rate > 20


def test_an_answer_that_is_not_200_is_no_measurement(bare: serving.Web) -> None:
    with pytest.raises(RuntimeError, match="answers 500"):
        bare.fetch("/nothing/")
