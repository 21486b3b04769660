"""Everything factual that the project carries: countries, regions, groups, indicators, figures."""

from typing import Any

from django.core.management.base import BaseCommand

from countries.loading import load_countries
from platform_site.indicators.loading import load_indicators, load_observations


class Command(BaseCommand):
    help = "Load countries, regions, groups, indicators and figures. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_countries(say=self.stdout.write)
        load_indicators(say=self.stdout.write)
        load_observations(say=self.stdout.write)
