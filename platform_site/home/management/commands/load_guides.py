"""The guide pages that the project brings along."""

from typing import Any

from django.core.management.base import BaseCommand

from platform_site.home.loading import load_guides


class Command(BaseCommand):
    help = "Load the guide pages. A second run changes nothing; what staff edited stays."

    def handle(self, *args: Any, **options: Any) -> None:
        load_guides(say=self.stdout.write)
