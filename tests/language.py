"""Every test begins in the language of the settings."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _language_of_the_settings() -> Iterator[None]:
    """The test client leaves the language of the last request behind for the next test."""
    yield
    translation.deactivate()
