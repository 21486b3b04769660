"""What the contracts are tried on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction


@pytest.fixture(scope="module")
def everything(reference: None, django_db_blocker: Any) -> Iterator[None]:
    """The reference data, the guide pages and the demonstration, as bin/demo shows them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_guides", verbosity=0)
        call_command("load_demo", verbosity=0)
        connection.check_constraints()  # now and once, not at the end of every test
        with connection.cursor() as cursor:
            # The planner would take them for empty. The whole database would wait for the other
            # worker's: they share catalogues.
            cursor.execute("ANALYZE pages_page, pages_pagetag, pages_tag, pages_pagesubject")
        yield
        transaction.set_rollback(True)
