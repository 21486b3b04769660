"""Everything factual that the project carries, from the reference/ folders of the sections."""

from typing import Any

from django.core.management.base import BaseCommand

from countries.loading import load_countries
from countries.loading_law import load_law
from forums.loading import load_forums
from glossary.loading import load_glossary
from news.loading import load_news
from platform_site.home.old_addresses import load_old_addresses
from platform_site.indicators.loading import load_indicators, load_observations
from platform_site.organisations.loading import load_organisations
from platform_site.programmes.loading import load_programmes
from platform_site.search.actions import refresh_lexicon
from platform_site.themes.loading import load_themes
from resources.loading import load_resources

# In this order: what others are about comes first.
LOADERS = (
    *(load_countries, load_law, load_themes, load_indicators, load_observations, load_glossary),
    *(load_organisations, load_programmes, load_resources, load_news),
    load_forums,
    load_old_addresses,
)


class Command(BaseCommand):
    help = "Load the reference data of every section. A second run changes nothing."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        def say(line: str) -> None:
            if verbosity:
                self.stdout.write(line)
                self.stdout.flush()

        for load in LOADERS:
            load(say=say)
        # The names just loaded are what people misspell.
        say(f"search: {refresh_lexicon()} words known")
