"""Ten countries with a marked example in every block that people fill."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from news.models import Article, Event
from platform_site.home.demo.showcase import COUNTRIES
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageTag
from platform_site.programmes.models import Project
from resources.models import Course
from workspaces.starters import STARTERS

BLOCKS = ("news", "events", "resources", "training", "experts")
MARK = ">Example<"


@pytest.fixture(scope="module")
def showcase(reference: None, django_db_blocker: Any) -> Iterator[None]:
    """As bin/demo shows it: the examples stand among the real entries."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("showcase")]


def examples() -> list[str]:
    """The addresses of what is marked in the data."""
    return [f'href="{page.get_absolute_url()}"' for page in _published()]


def _published() -> Any:
    return Page.objects.published().filter(is_demonstration=True)


def entries(html: str, block: str) -> list[str]:
    found = re.search(rf'<section class="section" id="{block}".*?</section>', html, re.DOTALL)
    assert found, block
    return re.findall(r"<article.*?</article>", found[0], re.DOTALL)


def test_the_countries_are_ten_of_those_that_real_projects_name() -> None:
    named = Project.objects.filter(subtype=Project.Type.NAMED, is_demonstration=False)
    codes = set(named.values_list("page_subjects__subject__code", flat=True))

    assert len(COUNTRIES) == 10
    assert set(COUNTRIES) <= codes


@pytest.mark.parametrize("code", COUNTRIES)
def test_each_block_has_an_example_and_every_example_is_marked(client: Client, code: str) -> None:
    html = client.get(f"/en/countries/{code.lower()}/").text
    known = examples()

    for block in BLOCKS:
        shown = [entry for entry in entries(html, block) if any(link in entry for link in known)]
        assert shown, block
        assert all(MARK in entry for entry in shown), block
    assert "Country experiences" in html


@pytest.mark.parametrize("code", COUNTRIES)
def test_what_is_over_and_what_is_tagged_is_there_too(client: Client, code: str) -> None:
    past = client.get(f"/en/events/?when=past&about={code}").text
    over = (
        Event.objects.past().filter(is_demonstration=True, page_subjects__subject__code=code).get()
    )

    assert over.title in past
    assert MARK in past
    assert PageTag.objects.filter(
        content_object__is_demonstration=True, content_object__page_subjects__subject__code=code
    ).exists()


def test_what_is_to_come_is_still_to_come_next_month() -> None:
    month = 31
    events = Event.objects.upcoming().filter(is_demonstration=True)
    courses = Course.objects.filter(resource__is_demonstration=True)
    loaded = Revision.objects.latest("pk").sent_at.date()

    assert events.count() == courses.count() == 4
    assert all((event.starts_on - loaded).days > month for event in events)
    assert all(course.deadline and (course.deadline - loaded).days > month for course in courses)


def test_translations_are_linked_to_their_originals() -> None:
    linked = Article.objects.filter(is_demonstration=True, translation_of__isnull=False)

    assert sorted(linked.values_list("language", "translation_of__language")) == [
        ("es", "pt"),
        ("fr", "en"),
    ]


def test_nothing_that_was_sent_in_was_dropped() -> None:
    """A key that its kind does not know, or forgot, would be left out without a word."""
    sent = Revision.objects.filter(is_first=True, page__kind__in=("event", "resource"))

    assert sent.count() == 16
    for revision in sent.select_related("page"):
        kind = kinds.get(revision.page.kind)
        said = revision.proposal | _changed_since(revision.page)
        assert kind.snapshot(kind.model.objects.get(pk=revision.page_id)) == said


def _changed_since(page: Page) -> dict[str, Any]:
    """What later accepted revisions say otherwise than the snapshot that they began with."""
    return {
        key: value
        for later in page.revisions.filter(is_first=False, state="accepted").order_by("pk")
        for key, value in later.proposal.items()
        if later.base[key] != value
    }


def test_titles_begin_with_the_word_for_example() -> None:
    words = {"en": "Example:", "fr": "Exemple", "es": "Ejemplo:", "ar": "مثال:", "pt": "Exemplo:"}

    # A workspace begins with these, like any other: its members alone read them, under its title.
    outlines = [outline for starter in STARTERS.values() for outline in starter.outlines]
    brought = {"Discussions", *(str(outline.title) for outline in outlines)}
    for page in _published().exclude(kind="person"):
        if page.audience == Page.Audience.CIRCLE and page.title in brought:
            continue
        assert page.title.startswith(words[page.language]), page.title
