"""Adding a term, a definition, a name in another language: each its own short form."""

import re
import uuid
from urllib.parse import unquote

import pytest
from django.core import signing
from django.test import Client

from glossary.models import Concept
from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import PostingRight, Revision
from tests.factories import make_reviewer, make_subject, make_user

from .terms import definition, designation, make_concept, snapshot, write

pytestmark = pytest.mark.django_db
NEW = "/en/contribute/concept/"


@pytest.fixture
def alice(client: Client) -> User:
    user = make_user("Alice")
    client.force_login(user)
    return user


@pytest.fixture
def pension() -> Concept:
    return make_concept(
        en="pension", fr="pension", defined={"en": "A payment."}, columns={"slug": "pension"}
    )


def new_term(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "title": "retraite progressive",
        "language": "fr",
        "text": "Un départ par étapes.",
        "origin": "contributed",
        "source": "Un livre",
        "source_url": "",
        "year": "1999",
        "subjects": "",
    } | changed


def test_a_new_term_becomes_a_page_once_it_is_accepted(client: Client, alice: User) -> None:
    make_subject("OLD", "Old age", fr="Vieillesse")

    response = client.post(NEW, new_term(subjects="vieillesse"))

    revision = Revision.objects.get()
    assert response["Location"] == revision.get_receipt_url()
    assert (revision.language, str(revision)) == ("fr", "retraite progressive")
    accept_revision(revision=revision, by=make_reviewer())
    concept = Concept.objects.get()
    assert (concept.title, concept.language, concept.subtype) == (
        *("retraite progressive", "fr", "term"),
    )
    assert client.get("/fr/glossary/retraite-progressive/").status_code == 200
    assert snapshot(concept) == {
        "designations": {"fr": designation("fr", "retraite progressive")},
        "definitions": {
            "fr-1": definition("fr", "Un départ par étapes.", source="Un livre", year=1999)
        },
        "notes": {},
        "relations": {},
        "subjects": {"OLD": 3},
    }


def test_a_term_that_is_here_already_is_not_added_twice(
    client: Client, alice: User, pension: Concept
) -> None:
    same = client.post(NEW, new_term(title="Pension"))
    other_language = client.post(NEW, new_term(title="pension", language="es"))

    assert (same.status_code, other_language.status_code) == (422, 302)
    assert "add a definition" in same.content.decode()
    assert "Un départ par étapes." in same.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        *({"title": ""}, {"text": ""}, {"language": "xx"}, {"year": "soon"}, {"source_url": "x y"}),
        *({"origin": "quoted", "source": ""}, {"origin": "platform"}, {"title": "x" * 301}),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: Client, alice: User, changed: dict[str, str]
) -> None:
    typed = new_term(**changed)

    response = client.post(NEW, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert not Concept.objects.exists()
    for name, value in typed.items():
        if name in {"title", "text", "source"} and name not in changed:
            assert value in page


def test_the_preview_shows_the_definition_and_sends_nothing(client: Client, alice: User) -> None:
    page = client.post(NEW, new_term(preview="1")).content.decode()

    assert "Preview: not sent yet" in page
    assert not Revision.objects.exists()


def a_definition(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "language": "fr",
        "text": "Un versement périodique.",
        "origin": "quoted",
        "source": "Un traité",
        "source_url": "https://traite.example/1",
        "year": "1952",
    } | changed


def test_a_definition_in_french_is_shown_beside_the_old_one_once_accepted(
    client: Client, alice: User, pension: Concept
) -> None:
    response = client.post("/en/glossary/pension/definitions/new/", a_definition())

    revision = Revision.objects.get()
    assert response["Location"] == revision.get_receipt_url()
    assert (revision.language, revision.state) == ("fr", "pending")
    assert "Un versement" not in client.get("/fr/glossary/pension/").content.decode()
    accept_revision(revision=revision, by=make_reviewer())
    page = client.get("/fr/glossary/pension/").content.decode()
    assert "Un versement périodique." in page
    assert "A payment." in page
    assert "<bdi>Alice</bdi>" in page


def test_the_same_form_sent_twice_is_one_definition(
    client: Client, alice: User, pension: Concept
) -> None:
    typed = a_definition()

    first, second = (
        client.post("/en/glossary/pension/definitions/new/", typed) for _time in range(2)
    )

    assert first["Location"] == second["Location"]
    assert Revision.objects.count() == 1


def test_a_definition_that_is_here_word_for_word_is_refused(
    client: Client, alice: User, pension: Concept
) -> None:
    typed = a_definition(language="en", text=" A  payment. ".replace("  ", " "))

    response = client.post("/en/glossary/pension/definitions/new/", typed)

    assert response.status_code == 422
    assert "word for word" in response.content.decode()


def a_term(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "language": "ar",
        "text": "معاش تقاعدي",
        "status": "preferred",
    } | changed


def add_term(client: Client, concept: Concept, **changed: str) -> Concept:
    response = client.post(f"/en/glossary/{concept.slug}/terms/new/", a_term(**changed))
    assert response.status_code == 302
    accept_revision(
        revision=Revision.objects.order_by("-pk")[0], by=make_reviewer(f"M{uuid.uuid4()}")
    )
    return Concept.objects.get(pk=concept.pk)


def test_a_term_in_another_language_is_added(client: Client, alice: User, pension: Concept) -> None:
    changed = add_term(client, pension)

    assert snapshot(changed)["designations"]["ar"] == designation("ar", "معاش تقاعدي")
    assert Revision.objects.get().language == "ar"


def test_a_new_preferred_term_moves_the_old_one_beside_it(
    client: Client, alice: User, pension: Concept
) -> None:
    changed = add_term(client, pension, language="fr", text="retraite")

    rows = snapshot(changed)["designations"]
    french = sorted((r["text"], r["status"]) for r in rows.values() if r["language"] == "fr")
    assert french == [("pension", "admitted"), ("retraite", "preferred")]


@pytest.mark.parametrize("status", ["admitted", "proposed", "deprecated"])
def test_another_term_stands_beside_the_preferred_one(
    client: Client, alice: User, pension: Concept, status: str
) -> None:
    changed = add_term(client, pension, language="fr", text="rente", status=status)

    rows = snapshot(changed)["designations"]
    assert rows["fr"]["text"] == "pension"
    assert ("rente", status) in [(row["text"], row["status"]) for row in rows.values()]


@pytest.mark.parametrize("path", ["definitions", "terms"])
def test_what_somebody_typed_before_signing_in_comes_back(
    client: Client, pension: Concept, path: str
) -> None:
    typed = a_definition() if path == "definitions" else a_term()
    address = f"/en/glossary/pension/{path}/new/"

    asked = client.post(address, typed)
    client.force_login(make_user("Alice"))
    back = client.get(unquote(asked["Location"].partition("next=")[2]))

    assert asked.status_code == 302
    assert typed["text"] in back.content.decode()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("path", ["definitions", "terms"])
def test_who_may_not_contribute_is_told_so_and_keeps_the_text(
    client: Client, alice: User, pension: Concept, path: str
) -> None:
    PostingRight.objects.create(user=alice, level="blocked", reason="x")
    typed = a_definition() if path == "definitions" else a_term()

    page = client.post(f"/en/glossary/pension/{path}/new/", typed).content.decode()

    assert "A moderator has paused" in page
    assert typed["text"] in page
    assert not Revision.objects.exists()


INPUT = re.compile(r'<input type="(?:text|hidden|url|number)" name="(.*?)" value="(.*?)"')
TEXTAREA = re.compile(r'<textarea name="(.*?)".*?>(.*?)</textarea>', re.DOTALL)


def typed_in(page: str) -> dict[str, str]:
    """What a form on the page holds, as a browser would send it back unchanged."""
    fields = dict(INPUT.findall(page))
    fields |= {name: text.lstrip("\r\n") for name, text in TEXTAREA.findall(page)}
    for name, options in re.findall(r'<select name="(.*?)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'value="(.*?)" selected', options)
        fields[name] = chosen[0] if chosen else ""
    return fields | {"significance": "minor"}


def full(pension: Concept) -> None:
    make_concept(en="benefit", columns={"slug": "benefit"})
    rows = {
        "en-1": definition("en", "A payment.\n\nFor life.", source="A law", year=1952),
        "fr-1": definition("fr", "Un paiement."),
    }
    write(
        pension,
        snapshot(pension)
        | {
            "definitions": rows,
            "designations": {
                "en": designation("en", "pension"),
                "fr": designation("fr", "pension"),
                "fr-1": designation("fr", "rente", "proposed"),
            },
            "notes": {"en": "Not a lump sum."},
            "relations": {"broader benefit": "broader", "exact https://a.example/1": "exact"},
        },
    )


def test_the_whole_form_sent_back_unchanged_changes_nothing(
    client: Client, alice: User, pension: Concept
) -> None:
    full(pension)
    address = f"/en/pages/{pension.pk}/suggestions/new/"

    page = client.post(address, typed_in(client.get(address).content.decode())).content.decode()

    assert "Nothing is changed yet" in page
    assert not Revision.objects.exists()


def test_one_row_is_corrected_and_one_taken_away_in_the_whole_form(
    client: Client, alice: User, pension: Concept
) -> None:
    full(pension)
    address = f"/en/pages/{pension.pk}/suggestions/new/"
    typed = typed_in(client.get(address).content.decode())

    client.post(address, typed | {"definition-fr-1": "Une rente.", "term-fr-1": ""})
    revision = Revision.objects.get()
    accept_revision(revision=revision, by=make_reviewer())

    after = snapshot(pension)
    assert revision.language == "fr"
    assert after["definitions"]["fr-1"]["text"] == "Une rente."
    assert set(after["designations"]) == {"en", "fr"}
    assert after["definitions"]["en-1"]["text"] == "A payment.\n\nFor life."
    assert "exact https://a.example/1" in after["relations"]


@pytest.mark.parametrize(
    ("typed", "relations"),
    [
        ("Benefit", {"broader benefit": "broader"}),
        ("prestation; saving", {"broader benefit": "broader", "broader saving": "broader"}),
        ("saving (UNESCO)", {"broader unesco-saving": "broader"}),
        ("", {}),
    ],
)
def test_relations_are_written_as_terms(
    client: Client, alice: User, pension: Concept, typed: str, relations: dict[str, str]
) -> None:
    make_concept(en="benefit", fr="prestation", columns={"slug": "benefit"})
    make_concept(en="saving", columns={"slug": "saving"})
    make_concept(en="saving", columns={"slug": "unesco-saving", "subtype": "thesaurus"})
    address = f"/en/pages/{pension.pk}/suggestions/new/"
    fields = typed_in(client.get(address).content.decode()) | {"broader": typed, "note-en": "x"}

    client.post(address, fields)

    assert Revision.objects.get().proposal["relations"] == relations


def test_a_term_nobody_knows_is_answered_by_name(
    client: Client, alice: User, pension: Concept
) -> None:
    address = f"/en/pages/{pension.pk}/suggestions/new/"
    fields = typed_in(client.get(address).content.decode()) | {"related": "unheard of"}

    response = client.post(address, fields)

    assert response.status_code == 422
    assert "“unheard of” is not in the glossary yet" in response.content.decode()


def test_the_last_term_of_a_concept_cannot_be_taken_away(
    client: Client, alice: User, pension: Concept
) -> None:
    address = f"/en/pages/{pension.pk}/suggestions/new/"
    fields = typed_in(client.get(address).content.decode()) | {"term-en": "", "term-fr": ""}

    assert client.post(address, fields).status_code == 422


def test_a_forged_base_is_refused(client: Client, alice: User, pension: Concept) -> None:
    address = f"/en/pages/{pension.pk}/suggestions/new/"
    fields = typed_in(client.get(address).content.decode())
    fields |= {"base": signing.dumps([pension.pk, 1, {}], salt="other"), "term-en": "x"}

    assert client.post(address, fields).status_code == 422


def test_a_reviewer_edits_a_proposed_definition_before_accepting_it(
    client: Client, alice: User, pension: Concept
) -> None:
    client.post("/en/glossary/pension/definitions/new/", a_definition())
    revision = Revision.objects.get()
    client.force_login(make_reviewer())
    address = f"/admin/moderation/revision/{revision.pk}/change/"
    page = client.get(address).content.decode()
    (name,) = re.findall(r'<textarea name="(definition-fr-.*?)"', page)

    answer = client.post(
        address, typed_in(page) | {name: "Un versement mensuel.", "decision": "accept"}
    )

    assert answer.status_code == 302
    texts = [row["text"] for row in snapshot(pension)["definitions"].values()]
    assert texts == ["A payment.", "Un versement mensuel."]
