"""A new kind of page by the steps of CONTRIBUTING.md: little code, and all of the platform."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tiers import ROOT

pytestmark = pytest.mark.long
MOST_LINES = 150
BLOCK = re.compile(r"^```python\n# (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)

SETTINGS = """
from tests.settings import *

INSTALLED_APPS = ["tips", *INSTALLED_APPS]
ROOT_URLCONF = "new_kind_urls"
DATABASES["default"]["TEST"] = {"NAME": "test_new_kind"}
"""
URLS = """
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from platform_site.urls import *

urlpatterns += i18n_patterns(path("tips/", include("tips.urls")))
"""
# What a person, a reviewer and a follower do with the new kind, in a process that has it.
USE = """
import uuid
import django

django.setup()
from django.core.management import call_command
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

setup_test_environment()
call_command("makemigrations", "tips", verbosity=0)
made = setup_databases(verbosity=0, interactive=False)
try:
    from django.test import Client
    from platform_site.moderation.actions import accept_revision
    from platform_site.moderation.models import Revision
    from platform_site.notifications.actions import fan_out, follow_page
    from platform_site.notifications.models import Delivery
    from platform_site.pages import kinds
    from platform_site.pages.models import Page
    from tests.factories import make_reviewer, make_subject, make_user
    from tests.queries import count_queries

    country = make_subject("KHM", "Cambodia")
    alice, bob, mona = make_user("Alice"), make_user("Bob"), make_reviewer()
    follow_page(page=country, by=bob, frequency="now")
    client, reader = Client(), Client()
    client.force_login(alice)
    form = client.get("/en/contribute/tip/?about=KHM")
    said = {
        "title": "Ask the village first", "summary": "A teaser.", "text": "A **text**.",
        "effort": "an hour", "language": "en", "subjects": "Cambodia",
        "key": str(form.context["submission"]["key"].value()),
    }
    sent = client.post("/en/contribute/tip/", said)
    assert sent.status_code == 302, sent.content.decode()
    assert "Ask the village" not in reader.get("/en/tips/").content.decode()
    accept_revision(revision=Revision.objects.get(), by=mona)
    page = Page.objects.get(kind="tip")
    tip = kinds.get("tip").model.objects.get()
    assert tip.effort == "an hour"
    kind = kinds.get("tip")
    before = kind.snapshot(tip)
    kind.apply(tip, before)
    assert kind.snapshot(tip) == before
    for address in ("/en/tips/", "/en/tips/feed/", page.get_absolute_url(), "/ar/tips/",
                    "/en/tips/?about=KHM", "/en/search/?q=village", "/en/contribute/", sent.url):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        found = "Ask the village first" in answer.content.decode()
        assert found or address.endswith("contribute/"), address
    from platform_site.pages.blocks import entry_page
    from django.contrib.auth.models import AnonymousUser
    assert "tips" in [block.name for block, _c in entry_page(country, AnonymousUser()).drawn]
    fan_out()
    assert Delivery.objects.filter(person=bob).exists()
    assert client.get(f"/en/pages/{page.pk}/suggestions/new/").status_code == 200
    staff = Client()
    staff.force_login(mona)
    assert staff.get("/admin/tips/tip/").status_code == 200
    print("all of it works")
finally:
    teardown_databases(made, verbosity=0)
"""


def files() -> dict[str, str]:
    return dict(BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))


def test_it_takes_fewer_lines_than_promised() -> None:
    written = files()

    assert "tips/models.py" in written
    assert sum(len(source.splitlines()) for source in written.values()) + 3 < MOST_LINES


def test_the_files_of_the_page_make_a_working_kind(tmp_path: Path, db: None) -> None:
    for name, source in files().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    (tmp_path / "tips" / "__init__.py").touch()
    (tmp_path / "new_kind_settings.py").write_text(SETTINGS)
    (tmp_path / "new_kind_urls.py").write_text(URLS)
    (tmp_path / "use.py").write_text(USE)

    done = subprocess.run(
        [sys.executable, str(tmp_path / "use.py")],
        cwd=ROOT,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "new_kind_settings",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "all of it works" in done.stdout
