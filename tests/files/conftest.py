"""Each test has a place for files of its own."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from platform_site.accounts.models import User
from tests.factories import make_user


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def alice(db: None) -> User:
    return make_user("Alice")


@pytest.fixture
def as_alice(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client
