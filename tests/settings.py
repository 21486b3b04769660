"""The site's settings with what a test run needs different, and why."""

import os

from tests.run import plan

RUN_DIR = plan()
os.environ.setdefault("SECRET_KEY", "of a test run, known to everyone")
os.environ["VAR_DIR"] = str(RUN_DIR)
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Playwright runs an event loop in the thread of the test, where Django would refuse to query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw-1")
# One Valkey serves all workers of the run: each has a numbered database of its own.
if "?db=0" in os.environ["REDIS_URL"]:
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].replace(
        "?db=0", f"?db={int(WORKER.removeprefix('gw')) + 1}"
    )

from platform_site.settings import *  # noqa: E402, F403 (reads the environment set above)

MEDIA_ROOT = str(RUN_DIR / WORKER / "media")
STATIC_ROOT = str(RUN_DIR / "static")
# Real hashing would take most of the time of the run; the strength of it is Django's business.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Moderators of the tests have a password alone; tests/accounts turns the second step on.
ADMIN_REQUIRES_MFA = False
# The manifest needs collectstatic; bin/demo and the fresh clone show that it works.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
