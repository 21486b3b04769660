"""No page of the whole demonstration that the site links to fails: every one in English, in the
other languages those of all countries and territories, and sixty of every other kind.
"""

import pytest
from django.conf import settings

from tests.contracts.crawl import Crawl

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_whole_demonstration_has_a_dead_link(
    db: None, everything: None, language: str
) -> None:
    crawl = Crawl(language)
    crawl.run(each=None if language == "en" else 60, but={"countries:detail"})

    assert crawl.dead == {}
    assert len(crawl.anchors) > 1_000
