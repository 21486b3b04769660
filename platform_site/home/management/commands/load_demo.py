"""The demonstration accounts and texts."""

from typing import Any

from django.core.management.base import BaseCommand

from platform_site.home.demo import accounts, load_demo


class Command(BaseCommand):
    help = "Load the demonstration community. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_demo(say=self.stdout.write)
        for role, email, password in accounts():
            self.stdout.write(f"  {role}: {email} / {password}")
