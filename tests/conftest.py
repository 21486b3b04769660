"""What every test can ask for.

reference (all countries and figures), smtp_sink, celery_worker_process, page (a browser's), axe;
`live_server`, `client` and the like are pytest-django's. Mark with `long` what only
`bin/test --all` has the time for.
"""

pytest_plugins = [
    "tests.servers",
    "tests.mail",
    "tests.worker",
    "tests.browser",
    "tests.reference",
    "tests.language",
]
