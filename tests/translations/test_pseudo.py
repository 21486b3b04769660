"""A run in a made-up language: every text that goes through the catalogue is marked, so that a
text which never does (and could not be translated) stands out, even where it reads like Arabic."""

import re

import pytest
from django.test import Client
from django.utils import translation

from tests.translations.conftest import World
from tests.translations.test_pages import OPEN_TO_ALL, address, forgotten

MARKED = re.compile("⟦[^⟦⟧]*⟧")


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text of the catalogue in brackets of its own; plurals by their second form."""
    real = translation._trans  # type: ignore[attr-defined]
    monkeypatch.setattr(real, "gettext", lambda text: f"⟦{text}⟧" if text else "")
    monkeypatch.setattr(real, "pgettext", lambda context, text: f"⟦{text}⟧")
    monkeypatch.setattr(real, "ngettext", lambda one, many, n: f"⟦{many}⟧")
    monkeypatch.setattr(real, "npgettext", lambda context, one, many, n: f"⟦{many}⟧")


def unmarked(page: str) -> str:
    """The page without all that is in brackets, from the innermost outwards."""
    while MARKED.search(page):
        page = MARKED.sub(" ", page)
    return page


@pytest.mark.parametrize("path", [path for path in OPEN_TO_ALL if path != "nothing/"])
def test_every_text_of_the_page_comes_from_the_catalogue(
    world: World, db: None, client: Client, made_up: None, path: str
) -> None:
    response = client.get(address(path, world))

    assert response.status_code == 200
    assert "⟦" in response.text
    assert forgotten(unmarked(response.text)) == []


def test_a_text_that_is_not_marked_is_found() -> None:
    page = '<html lang="ar"><p>⟦News ⟦of ⟧ today⟧</p><p>Everything</p></html>'

    assert forgotten(unmarked(page)) == [("p", "Everything")]
