"""The processes of the site itself, and the environment they run in."""

import argparse
import os
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

from platform_site.embedded.house import House
from platform_site.embedded.process import Process, wait_until

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 (only with --bind)
CELERY = (sys.executable, "-m", "celery", "--quiet", "--app", "platform_site.celery")


def address(bind: str, web: socket.socket) -> str:
    """Where a person on this machine finds the site."""
    host = EVERYWHERE.get(bind, f"[{bind}]" if ":" in bind else bind)
    return f"http://{host}:{web.getsockname()[1]}"


def environment(house: House, *, bind: str, web: socket.socket) -> dict[str, str]:
    ours = {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings",
        "SITE_URL": address(bind, web),
        "VAR_DIR": str(house.var),
        "MEDIA_ROOT": str(house.var / "media"),
        "STATIC_ROOT": str(house.var / "static"),
        "DEMO_MAILBOX": str(house.mail),
        "PYTHONUTF8": "1",  # an empty environment means ASCII otherwise
        "PYTHONUNBUFFERED": "1",
    }
    # Bound to the outside, it is reached by names that only the person knows.
    hosts = "127.0.0.1,localhost,[::1]" if bind in LOOPBACK else "*"
    defaults = {"SECRET_KEY": house.secret_key(), "ALLOWED_HOSTS": hosts}
    return defaults | os.environ | ours


def mailbox(house: House, env: dict[str, str], *, listener: socket.socket) -> Process:
    command = [sys.executable, "-m", "platform_site.embedded.mailbox", str(house.mail)]
    return Process(
        name="The mailbox",
        command=[*command, str(listener.fileno())],
        log=house.log("mailbox"),
        env=env,
        cwd=str(house.root),
        pass_fds=[listener.fileno()],
    )


def preparation(
    house: House, env: dict[str, str], *, stamps: Path | None, options: argparse.Namespace
) -> Process:
    command = [sys.executable, "-m", "platform_site.embedded.preparation", str(house.accounts)]
    command += ["--scale-data", str(options.scale_data)]
    if stamps:
        command += ["--stamps", str(stamps)]
    if options.no_demo_content:
        command.append("--no-demo-content")
    return Process(name="Preparation", command=command, env=env, cwd=str(house.root))


def worker(house: House, env: dict[str, str]) -> Process:
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    return Process(
        name="The Celery worker",
        command=[*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO", *quiet],
        log=house.log("worker"),
        env=env,
        cwd=str(house.root),
    )


def beat(house: House, env: dict[str, str]) -> Process:
    schedule = ("--schedule", str(house.var / "beat-schedule"), "--pidfile", "")
    return Process(
        name="Celery beat",
        command=[*CELERY, "beat", "--loglevel", "INFO", *schedule],
        log=house.log("beat"),
        env=env,
        cwd=str(house.root),
    )


def web(house: House, env: dict[str, str], *, bind: str, web: socket.socket) -> Process:
    command = granian("platform_site.wsgi:application", bind=bind, port=web.getsockname()[1])
    return Process(
        name="The web server",
        command=command,
        log=house.log("web"),
        env=env,
        cwd=str(house.root),
    )


def granian(application: str, *, bind: str, port: int) -> list[str]:
    """bin/bench serves what it compares in the same way."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"]
    return [*command, "--host", bind, "--port", str(port), application]


def wait_until_ready(server: Process, *, address: str) -> None:
    wait_until(lambda: answers(f"{address}/readyz"), process=server, patience=60)


def answers(url: str) -> bool:
    # Not through a proxy of the environment: it is this machine we ask.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False
