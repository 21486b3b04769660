"""The reference data, loaded once for the tests of a module and gone after them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All countries and figures. A test that asks for it also asks for `db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        # Once here, or every test would check all these rows again when it ends.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)
