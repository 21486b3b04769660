"""A concept's snapshot says all of it; two changes of it meet per row."""

import uuid
from typing import Any

import pytest

from glossary.models import Concept, Designation
from platform_site.moderation.actions import ConflictingChange, accept_revision, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import PageName, PageWords
from tests.factories import make_reviewer, make_subject, make_user

from .terms import content, definition, designation, make_concept, snapshot, write

pytestmark = pytest.mark.django_db


def full(**more: Any) -> Snapshot:
    """Something in every part."""
    return (
        content(
            designations={
                "en": designation("en", "pension"),
                "fr": designation("fr", "pension"),
                "fr-1a2b": designation("fr", "rente", "admitted"),
                "es-9": designation("es", "jubilación", "deprecated"),
            },
            definitions={
                "en-1": definition("en", "A payment.\n\nFor life."),
                "fr-1": definition("fr", "Un paiement.", source="Une loi", year=1952),
            },
            notes={"en": "Not a lump sum."},
            relations={
                "broader benefit": "broader",
                "related retirement": "related",
                "exact https://vocabulary.example/1": "exact",
            },
            subjects={"OLD": 2},
        )
        | more
    )


@pytest.fixture
def concept() -> Concept:
    make_subject("OLD", "Old age")
    make_concept(en="benefit", columns={"slug": "benefit"})
    make_concept(en="retirement", columns={"slug": "retirement"})
    return make_concept(en="pension", columns={"slug": "pension"})


def test_a_snapshot_restores_what_it_was_taken_from(concept: Concept) -> None:
    write(concept, full())
    before = snapshot(concept)
    assert before == full()

    write(concept, content(designations={"ar": designation("ar", "معاش")}))
    assert snapshot(concept) == content(designations={"ar": designation("ar", "معاش")})
    write(concept, before)

    assert snapshot(concept) == full()


def test_applying_a_snapshot_again_keeps_every_row(concept: Concept) -> None:
    write(concept, full())
    rows = set(Designation.objects.values_list("pk", "text", "sort_key", "folded"))

    write(concept, snapshot(concept))

    assert set(Designation.objects.values_list("pk", "text", "sort_key", "folded")) == rows


def test_preferred_terms_are_the_names_and_the_rest_is_found_by_search(concept: Concept) -> None:
    write(concept, full())

    names = PageName.objects.filter(page=concept).values_list("language", "text")
    words = PageWords.objects.filter(page=concept).values_list("language", "text")

    assert dict(names) == {"en": "pension", "fr": "pension"}
    assert dict(words) == {
        "en": "A payment.\n\nFor life.",
        "fr": "rente\nUn paiement.",
        "es": "jubilación",
    }


def test_the_title_is_english_where_there_is_english(concept: Concept) -> None:
    write(concept, content(designations={"fr": designation("fr", "rente viagère")}))
    assert (concept.title, concept.language) == ("rente viagère", "fr")

    write(concept, full())

    assert (concept.title, concept.language) == ("pension", "en")
    assert concept.summary == "A payment. For life."


def propose(concept: Concept, base: Snapshot, **parts: dict[str, Any]) -> Revision:
    merged = {part: base[part] | rows for part, rows in parts.items()}
    return suggest_change(
        page=concept,
        base=base,
        proposal=base | merged,
        by=make_user(f"Author {uuid.uuid4().hex[:6]}"),
        key=uuid.uuid4(),
    )


def test_two_changes_of_different_definitions_are_both_accepted(concept: Concept) -> None:
    write(concept, full())
    base, mona = snapshot(concept), make_reviewer()
    first = propose(concept, base, definitions={"en-1": definition("en", "Money.")})
    second = propose(concept, base, definitions={"fr-1": definition("fr", "De l’argent.")})

    accept_revision(revision=first, by=mona)
    accept_revision(revision=second, by=mona)

    texts = {key: row["text"] for key, row in snapshot(concept)["definitions"].items()}
    assert texts == {"en-1": "Money.", "fr-1": "De l’argent."}


def test_two_new_definitions_in_one_language_stand_side_by_side(concept: Concept) -> None:
    write(concept, full())
    base, mona = snapshot(concept), make_reviewer()
    revisions = [
        propose(concept, base, definitions={f"fr-{n}": definition("fr", f"Texte {n}.")})
        for n in (8, 9)
    ]

    for revision in revisions:
        accept_revision(revision=revision, by=mona)

    assert set(snapshot(concept)["definitions"]) == {"en-1", "fr-1", "fr-8", "fr-9"}


@pytest.mark.parametrize(
    ("part", "mine", "theirs"),
    [
        ("definitions", {"en-1": definition("en", "A")}, {"en-1": definition("en", "B")}),
        ("designations", {"fr": designation("fr", "A")}, {"fr": designation("fr", "B")}),
        ("designations", {"ar": designation("ar", "أ")}, {"ar": designation("ar", "ب")}),
        ("notes", {"en": "A"}, {"en": "B"}),
    ],
)
def test_two_changes_of_the_same_row_conflict(
    concept: Concept, part: str, mine: Snapshot, theirs: Snapshot
) -> None:
    write(concept, full())
    base, mona = snapshot(concept), make_reviewer()
    first, second = propose(concept, base, **{part: mine}), propose(concept, base, **{part: theirs})
    accept_revision(revision=first, by=mona)

    with pytest.raises(ConflictingChange) as caught:
        accept_revision(revision=second, by=mona)

    (key,) = mine
    assert [change.path for change in caught.value.conflicts] == [(part, key)]


def test_a_relation_to_what_is_not_there_or_to_itself_is_left_out(concept: Concept) -> None:
    write(concept, content(relations={"broader nothing": "broader", "related pension": "related"}))

    assert snapshot(concept)["relations"] == {}


@pytest.mark.parametrize(
    ("parts", "language"),
    [
        ({"definitions": {"fr-8": definition("fr", "Texte")}}, "fr"),
        ({"designations": {"ar": designation("ar", "معاش")}}, "ar"),
        ({"notes": {"es": "No"}}, "es"),
        ({"designations": {"ar": designation("ar", "أ"), "es": designation("es", "a")}}, "en"),
        ({"relations": {"related benefit": "related"}}, "en"),
    ],
)
def test_a_revision_carries_the_language_it_is_about(
    concept: Concept, parts: dict[str, Any], language: str
) -> None:
    write(concept, full())

    assert propose(concept, snapshot(concept), **parts).language == language


def test_a_row_is_said_to_a_reviewer_in_words() -> None:
    say = kinds.get("concept").say_row
    row = definition("fr", "Un texte.", source="Une loi", year=1952, origin="quoted")

    assert say is not None
    assert say(("definitions", "fr-1"), row) == (
        "Français",
        "Un texte.\n— quoted from the source, Une loi, 1952",
    )
    assert say(("designations", "ar"), designation("ar", "معاش")) == ("العربية", "معاش (preferred)")
    assert say(("relations", "broader benefit"), "broader") == ("Broader", "benefit")
