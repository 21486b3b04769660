"""The browser of the journeys: the Chromium found here, else Playwright's own.

A browser that is missing fails the run; `--no-browser` is the one way to go without.
"""

import os
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.run import ROOT

FIXTURES = {"browser", "context", "new_context", "page"}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A bare PATH, as in a fresh clone's proof, must not hide a browser that is there.
PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/bin", "/usr/local/bin", "/snap/bin"))
AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-browser", action="store_true", help="leave out what needs a browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    if config.getoption("--no-browser"):
        left_out = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def chromium() -> str | None:
    return next(filter(None, (shutil.which(name, path=PLACES) for name in NAMES)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    arguments = ["--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses root otherwise
    found = {"executable_path": path} if (path := chromium()) else {}
    return {**browser_type_launch_args, **found, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "en"}


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)` names what axe-core finds wrong, one line each; nothing wrong is `[]`."""
    source = AXE.read_text()

    def find(page: Page) -> list[str]:
        # Evaluated, not added as a script: the site's own CSP would rightly refuse that.
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{violation['id']}: {node['target']} {violation['help']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return find
