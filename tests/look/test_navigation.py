"""Nothing in the frame leads nowhere."""

import pytest
from django.conf import settings
from django.core.management import call_command

from platform_site.core.navigation import FOOTER, SECTIONS

pytestmark = pytest.mark.django_db
LINKS = sorted({link.path for link in SECTIONS} | {link.path for c in FOOTER for link in c.links})


@pytest.fixture
def guides():
    call_command("load_guides")


@pytest.mark.parametrize("path", ["", *LINKS])
def test_every_link_of_the_frame_answers_in_every_language(client, guides, path):
    for language in dict(settings.LANGUAGES):
        answer = client.get(f"/{language}/{path}")

        assert answer.status_code == 200, path
        assert dict(answer.cookies) == {} or path == "accounts/signup/"


def test_a_section_is_named_once():
    paths = [link.path for link in SECTIONS]

    assert len(paths) == len(set(paths))
