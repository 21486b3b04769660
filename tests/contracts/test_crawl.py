"""No page that the site links to fails, in any language: a sample, see test_whole_crawl too."""

import pytest
from django.conf import settings

from tests.contracts.crawl import Crawl

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_of_every_kind_of_page_has_no_dead_link(
    db: None, everything: None, language: str
) -> None:
    crawl = Crawl(language).run(each=4)

    assert crawl.dead == {}
    assert len(crawl.names) > 25  # it did get about
