"""A small library to search in."""

import pytest

from platform_site.pages.models import Subject
from tests.factories import make_subject


@pytest.fixture
def asia(db: None) -> Subject:
    return make_subject("ILO-AP", "Asia and the Pacific", fr="Asie et Pacifique")


@pytest.fixture
def cambodia(asia: Subject) -> Subject:
    names = {"fr": "Cambodge", "es": "Camboya", "ar": "كمبوديا", "ru": "Камбоджа", "zh": "柬埔寨"}
    return make_subject("KHM", "Cambodia", asia, **names)
