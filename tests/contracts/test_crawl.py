"""No page that the site links to fails, in any language: a sample each time, all with --all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from tests.contracts.crawl import Crawl

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(scope="module")
def everything(reference: None, django_db_blocker: Any) -> Iterator[None]:
    """The reference data, the guide pages and the demonstration, as bin/demo shows them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_guides", verbosity=0)
        call_command("load_demo", verbosity=0)
        connection.check_constraints()  # now and once, not at the end of every test
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_of_every_kind_of_page_has_no_dead_link(
    db: None, everything: None, language: str
) -> None:
    crawl = Crawl(language).run(each=4)

    assert crawl.dead == {}
    assert len(crawl.names) > 25  # it did get about


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_whole_demonstration_has_a_dead_link(
    db: None, everything: None, language: str
) -> None:
    crawl = Crawl(language).run(most=20_000)

    assert crawl.dead == {}
    assert len(crawl.anchors) > 1_000
