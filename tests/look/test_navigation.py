"""Nothing in the frame leads nowhere."""

import pytest
from django.conf import settings
from django.core.management import call_command

from platform_site.core.navigation import FOOTER, SECTIONS

pytestmark = pytest.mark.django_db
LINKS = sorted(
    {"", *(link.path for link in SECTIONS)} | {link.path for c in FOOTER for link in c.links}
)


def test_every_link_of_the_frame_answers_in_every_language(client):
    call_command("load_guides")
    asked = [f"/{language}/{path}" for language in dict(settings.LANGUAGES) for path in LINKS]

    assert {path: client.get(path).status_code for path in asked} == dict.fromkeys(asked, 200)


def test_a_section_is_named_once():
    paths = [link.path for link in SECTIONS]

    assert len(paths) == len(set(paths))
