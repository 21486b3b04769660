"""Make .venv hold exactly what requirements.lock says, then become a module in it.

`python environment.py MODULE argument …`, with any Python that is new enough and nothing but
the standard library. uv does the work; where it can't be had, pip does.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-from"
TOOLS = ROOT / "var" / "tools"
UV_LOCK = ROOT / "bin" / "uv.lock"
CHILD = Path(__file__).with_name("child.py")
SETTINGS = {
    # The authorities the machine trusts: behind a company's proxy no others would do.
    "UV_SYSTEM_CERTS": "true",
    "UV_NATIVE_TLS": "true",  # the same, to a uv older than 0.10
    "UV_PYTHON_DOWNLOADS": "never",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
}


class CannotInstall(Exception):
    """Said to the person in one sentence."""


def main(argv: list[str]) -> None:
    try:
        with one_at_a_time():
            if not is_current():
                install()
    except CannotInstall as problem:
        sys.exit(f"\n{problem}")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", *argv[1:]])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """bin/demo and bin/test may be started together in a fresh clone."""
    TOOLS.parent.mkdir(exist_ok=True)
    with (TOOLS.parent / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_current() -> bool:
    return STAMP.exists() and STAMP.read_text() == digest() and works(PYTHON, "-c", "")


def digest() -> str:
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def install() -> None:
    print("Installing what the platform needs into .venv (once, about half a minute) …", flush=True)
    if uv := find_uv() or get_uv():
        install_with_uv(uv)
    else:
        install_with_pip()
    STAMP.write_text(digest())


def install_with_uv(uv: str) -> None:
    if not works(PYTHON, "-c", ""):
        run(uv, "venv", "--quiet", "--clear", "--python", base_python(), VENV)
    run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK)


def install_with_pip() -> None:
    arguments = ("install", "--quiet", "--require-hashes", "--requirement", LOCK)
    if has_pip():
        run(base_python(), "-m", "venv", "--clear", "--without-pip", VENV)
        run(base_python(), "-m", "pip", "--python", PYTHON, *arguments)
    else:
        make_venv_with_pip(VENV)
        run(PYTHON, "-m", "pip", *arguments)


def find_uv() -> str | None:
    candidates = (
        os.environ.get("UV"),
        shutil.which("uv"),
        Path.home() / ".local" / "bin" / "uv",
        TOOLS / "bin" / "uv",
    )
    return next((str(uv) for uv in candidates if uv and works(uv, "--version")), None)


def get_uv() -> str | None:
    """Into var/tools, never into the system; None where it can't be had."""
    print("Getting uv, which installs the rest …", flush=True)
    arguments = ("--quiet", "--require-hashes", "--requirement", UV_LOCK)
    try:
        if has_pip():
            run(base_python(), "-m", "pip", "install", "--target", TOOLS, "--upgrade", *arguments)
        else:
            make_venv_with_pip(TOOLS)
            run(TOOLS / "bin" / "python", "-m", "pip", "install", *arguments)
    except CannotInstall:
        return None
    return find_uv()


def make_venv_with_pip(directory: Path) -> None:
    try:
        run(base_python(), "-m", "venv", "--clear", directory)
    except CannotInstall:
        raise CannotInstall(
            f"{base_python()} has neither pip nor ensurepip, so nothing can be installed with it."
            " Install uv, or your system's package of Python's venv (Debian: python3-venv)."
        ) from None


def has_pip() -> bool:
    return works(base_python(), "-m", "pip", "--version")


def base_python() -> str:
    """The real interpreter, not the shim or the environment that started us."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def works(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(*command: str | Path) -> None:
    """Ends with us: an installer must not go on in a checkout somebody has given up."""
    launcher = (sys.executable, "-S", "-E", CHILD, str(os.getpid()), "15", "same")
    done = subprocess.run([*launcher, *command], env=os.environ | SETTINGS, check=False)
    if done.returncode:
        raise CannotInstall(f"This failed, for the reason above: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main(sys.argv)
