"""The search, made anew from the pages."""

from typing import Any

from django.core.management.base import BaseCommand

from platform_site.search.actions import rebuild_entries, refresh_lexicon


class Command(BaseCommand):
    help = "Make every search entry and the list of known words anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_entries()} entries")
        self.stdout.write(f"{refresh_lexicon()} words")
