"""The questions of relevance.csv, and where their answers stand."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from glossary.models import Concept
from platform_site.pages.models import Page, Subject
from platform_site.search import views
from platform_site.search.forms import SearchForm
from resources.models import Resource

DEPTH = 10


@dataclass(frozen=True)
class Question:
    """What somebody types who reads in `language`, and the pages that would answer them."""

    language: str
    sort: str
    query: str
    expected: list[str]

    def rank(self, known: dict[str, int]) -> int:
        """The place of the first answer among the first ten, counted from 1; 0 for none."""
        wanted = {known[key] for key in self.expected}
        for place, page in enumerate(self._found()[:DEPTH], start=1):
            if page in wanted:
                return place
        return 0

    def _found(self) -> list[int]:
        """What the page of results shows, from its top."""
        everyone = AnonymousUser()
        form = SearchForm({"q": self.query})
        assert form.is_valid()
        with translation.override(self.language):
            asked = views.ask(form, everyone)
            groups = [*asked.found.groups, *views.some_of(asked, everyone)]
        return [group.best.original_id for group in groups]


def questions() -> list[Question]:
    with (Path(__file__).parent / "relevance.csv").open(encoding="utf-8") as file:
        return [
            Question(**row | {"expected": row["expected"].split()}) for row in csv.DictReader(file)
        ]


def known_pages() -> dict[str, int]:
    """Stable key → page id of everything that is expected anywhere."""
    slugs = Page.objects.values_list("kind", "slug", "pk")
    known = {f"{kind}:{slug}": pk for kind, slug, pk in slugs}
    known |= {
        f"{kind}:{code}": pk for kind, code, pk in Subject.objects.values_list("kind", "code", "pk")
    }
    known |= {f"concept:{code}": pk for code, pk in Concept.objects.values_list("code", "pk")}
    known |= {f"resource:{key}": pk for key, pk in Resource.objects.values_list("source_key", "pk")}
    return known
