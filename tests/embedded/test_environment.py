"""Finding a Python, and knowing when nothing has to be installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from platform_site.embedded import environment
from tests.run import ROOT


@pytest.fixture
def found(tmp_path):
    """What bin/find-python runs, where these programs are on the PATH: name → script."""

    def find(**programs: str) -> str:
        for directory in ("path", "clone/bin"):
            (tmp_path / directory).mkdir(parents=True)
        shutil.copy(ROOT / "bin" / "find-python", tmp_path / "clone" / "bin")
        for name in ("sh", "dirname"):
            (tmp_path / "path" / name).symlink_to(shutil.which(name) or name)
        for name, script in programs.items():
            file = tmp_path / "path" / name.replace("_", ".")
            file.write_text(f"#!/bin/sh\n{script}\n")
            file.chmod(0o755)
        done = subprocess.run(
            [
                tmp_path / "clone" / "bin" / "find-python",
                "-c",
                "import os; print(os.environ['AS'])",
            ],
            env={"HOME": str(tmp_path), "PATH": str(tmp_path / "path")},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    return find


def real(name: str) -> str:
    return f'AS={name} exec "{os.path.realpath(sys.executable)}" "$@"'


def test_the_python_the_project_is_made_for_comes_first(found):
    assert found(python3=real("python3"), python3_13=real("python3.13")) == "python3.13"


def test_a_shim_with_nothing_behind_it_is_passed_over(found):
    assert found(python3_13="exit 127", python3=real("python3")) == "python3"


def test_a_python_that_is_too_old_is_passed_over(found):
    old = 'case "$2" in *version_info*) exit 1;; esac; AS=old'

    assert found(python3=old, python3_12=real("python3.12")) == "python3.12"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """An environment made from a lock file, both of this test only."""
    lock, stamp = tmp_path / "requirements.lock", tmp_path / "installed-from"
    lock.write_text("django==6.1.3")
    monkeypatch.setattr(environment, "LOCK", lock)
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    stamp.write_text(environment.digest())
    return lock


def test_what_is_installed_is_not_installed_again(installed):
    assert environment.is_current()


def test_another_lock_file_is_installed(installed):
    installed.write_text("django==6.1.4")

    assert not environment.is_current()


def test_a_python_that_went_away_is_replaced(installed, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "gone")

    assert not environment.is_current()


def test_a_uv_that_does_not_run_is_not_used(monkeypatch, tmp_path):
    broken = tmp_path / "uv"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("UV", str(broken))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(environment, "TOOLS", tmp_path / "tools")

    assert environment.find_uv() is None


def test_a_python_without_pip_and_ensurepip_gets_one_clear_sentence(monkeypatch):
    def fail(*_command: object) -> None:
        raise environment.CannotInstall

    monkeypatch.setattr(environment, "run", fail)

    with pytest.raises(environment.CannotInstall, match=r"neither pip nor ensurepip.*python3-venv"):
        environment.make_venv_with_pip(Path("/nowhere"))
