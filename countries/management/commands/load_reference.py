"""Everything factual that the project carries: countries, regions, groups, indicators, figures."""

from typing import Any

from django.core.management.base import BaseCommand

from countries.loading import load_countries
from platform_site.indicators.loading import load_indicators, load_observations
from platform_site.search.actions import refresh_lexicon


class Command(BaseCommand):
    help = "Load countries, regions, groups, indicators and figures. A second run changes nothing."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        def say(line: str) -> None:
            if verbosity:
                self.stdout.write(line)
                self.stdout.flush()

        load_countries(say=say)
        load_indicators(say=say)
        load_observations(say=say)
        # The names just loaded are what people misspell.
        say(f"search: {refresh_lexicon()} words known")
