"""Themes from reference/ (see SOURCES.md there)."""

from pathlib import Path

from django.db import transaction

from platform_site.pages.loading import (
    Say,
    held_subjects,
    keep_ancestors,
    keep_names,
    keep_subject,
    rows,
)

from .models import Theme

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar")


@transaction.atomic
def load_themes(*, say: Say) -> None:
    path, held = REFERENCE / "themes.csv", held_subjects(Theme)
    themes: dict[str, Theme] = {}
    for position, row in enumerate(rows(path), start=1):
        # Families stand before their themes in the file.
        parent = themes.get(row["parent"])
        themes[row["code"]] = keep_subject(
            Theme,
            held,
            code=row["code"],
            slug=row["slug"],
            title=row["name_en"],
            subtype=row["family"],
            parent_id=parent.pk if parent else None,
            position=position,
            reference=row["reference"],
            guarantees=row["guarantees"],
        )
    keep_names(
        {
            (themes[row["code"]].pk, language): row[f"name_{language}"]
            for row in rows(path)
            for language in LANGUAGES
        }
    )
    keep_ancestors({theme.pk: _above(theme, themes) for theme in themes.values()})
    families = [theme for theme in themes.values() if not theme.parent_id]
    say(f"themes: {len(themes) - len(families)} in {len(families)} families")


def _above(theme: Theme, themes: dict[str, Theme]) -> set[int]:
    """All that lies above: the parent, its parent, and so on."""
    by_pk = {theme.pk: theme for theme in themes.values()}
    above = set()
    while theme.parent_id:
        above.add(theme.parent_id)
        theme = by_pk[theme.parent_id]
    return above
