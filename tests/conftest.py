"""What every test can ask for.

reference (all countries and figures), smtp_sink, celery_worker_process, page (a browser's), axe;
`live_server`, `client` and the like are pytest-django's. Mark with `long` what only
`bin/test --all` has the time for.
"""

import os

import pytest

from tests.run import plan

pytest_plugins = [
    "tests.servers",
    "tests.mail",
    "tests.worker",
    "tests.browser",
    "tests.reference",
    "tests.language",
]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The run's own server is thrown away whole: dropping one of its databases before that would
    only trip over a connection that a test's thread has not given back yet."""
    return str(plan()) in os.environ["DATABASE_URL"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with tests that take long first, or one worker would wait for the other's last file
    (tests.check keeps this order when it shares the files out).
    """
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)
