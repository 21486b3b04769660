"""The forums that the platform opens with, from reference/ (see SOURCES.md there)."""

from pathlib import Path

from django.db import transaction

from platform_site.pages.kinds import Snapshot
from platform_site.pages.loading import Say, rows
from platform_site.pages.models import PageSubject

from .actions import open_forum
from .models import Forum

FORUMS = Path(__file__).parent / "reference" / "forums.csv"
ORIGINAL = "en"


@transaction.atomic
def load_forums(*, say: Say) -> None:
    """Adds what is not there yet, and tells nobody; what is there stays as people left it."""
    held = set(Forum.objects.values_list("slug", flat=True))
    new = [row for row in rows(FORUMS) if _slug(row) not in held]
    originals = {one.slug: one for one in Forum.objects.filter(translation_of__isnull=True)}
    for row in sorted(new, key=lambda row: row["language"] != ORIGINAL):
        original = None if row["language"] == ORIGINAL else originals[row["slug"]]
        forum = open_forum(content=_content(row), slug=row["slug"], original=original)
        if original is None:
            originals[row["slug"]] = forum
    say(f"forums: {len(new)} pages added")


def _slug(row: dict[str, str]) -> str:
    return row["slug"] if row["language"] == ORIGINAL else f"{row['slug']}--{row['language']}"


def _content(row: dict[str, str]) -> Snapshot:
    named = ("type", "language", "title", "summary", "text")
    strengths = dict.fromkeys(row["subjects"].split(), PageSubject.Strength.PRIMARY.value)
    return {name: row[name] for name in named} | {
        "order": int(row["order"]),
        "subjects": strengths if row["language"] == ORIGINAL else {},
    }
