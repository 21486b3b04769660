"""What other programs read: statements in SKOS that say the same in each form, and nothing odd."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from glossary.models import Concept
from tests.factories import make_user

from .terms import content, definition, designation, make_concept, write

pytestmark = pytest.mark.django_db
HOSTILE = 'a "quote", a \\ backslash,\na line, a tab\t, \x07 and ünïcode 𝔘 معاش'
STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"@(\w+)')


@pytest.fixture
def pension() -> Concept:
    make_concept(en="benefit", columns={"slug": "benefit"})
    concept = make_concept(en="–", columns={"slug": "pension", "code": "P", "licence": "CC0 1.0"})
    make_concept(en="saving", columns={"slug": "saving"}, relations={"broader pension": "broader"})
    write(
        concept,
        content(
            designations={
                "en": designation("en", "pension"),
                "ar": designation("ar", "معاش"),
                "fr-1": designation("fr", "rente", "admitted"),
                "fr-2": designation("fr", "retraite", "proposed"),
                "es-1": designation("es", "jubilación", "deprecated"),
            },
            definitions={
                "en-1": definition("en", HOSTILE),
                "fr-1": definition(
                    "fr", "Un.", source="Une loi", source_url="https://a.example/?q=a|b", year=1952
                ),
            },
            notes={"en": "Not a lump sum."},
            relations={
                "broader benefit": "broader",
                "exact https://vocabulary.example/1": "exact",
            },
        ),
    )
    return concept


def uri(slug: str) -> str:
    return f"{settings.SITE_URL}/id/concept/{Concept.objects.get(slug=slug).pk}"


def read(client: Client, path: str) -> str:
    response = client.get(f"/en/glossary/{path}")
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client: Client, slug: str) -> list[dict[str, str]]:
    file = io.StringIO(read(client, f"{slug}/concept.csv"), newline="")
    return list(csv.DictReader(file))


def unescaped(text: str) -> str:
    """A literal of Turtle as a reader of it understands it."""
    plain = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(
        r"\\(?:u([0-9A-F]{4})|(.))",
        lambda m: chr(int(m[1], 16)) if m[1] else plain[m[2]],
        text,
    )


def test_turtle_says_every_part(client: Client, pension: Concept) -> None:
    turtle = read(client, "pension/concept.ttl")

    assert f"<{uri('pension')}> a skos:Concept ;" in turtle
    for statement in (
        'skos:prefLabel "pension"@en',
        'skos:prefLabel "معاش"@ar',
        'skos:altLabel "rente"@fr',
        'skos:altLabel "retraite"@fr',
        'skos:hiddenLabel "jubilación"@es',
        'skos:scopeNote "Not a lump sum."@en',
        f"skos:broader <{uri('benefit')}>",
        f"skos:narrower <{uri('saving')}>",
        "skos:exactMatch <https://vocabulary.example/1>",
        'skos:notation "P"',
        "dct:license <https://creativecommons.org/publicdomain/zero/1.0/>",
        'skos:definition [ rdf:value "Un."@fr ; dct:source "Une loi" ; dct:source <https://a.',
        'example/?q=a%7Cb> ; dct:date "1952"^^xsd:gYear ]',
    ):
        assert statement in turtle


def test_any_text_survives_turtle(client: Client, pension: Concept) -> None:
    texts = [unescaped(text) for text, _language in STRING.findall(read(client, "export.ttl"))]

    assert HOSTILE in texts
    for line in read(client, "export.ttl").splitlines():
        assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 0, line


def test_json_ld_says_the_same(client: Client, pension: Concept) -> None:
    document = json.loads(read(client, "pension/concept.jsonld"))
    scheme, concept = document["@graph"]

    assert document["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    assert (scheme["@type"], concept["@id"]) == ("skos:ConceptScheme", uri("pension"))
    assert concept["skos:prefLabel"] == [
        {"@value": "pension", "@language": "en"},
        {"@value": "معاش", "@language": "ar"},
    ]
    assert concept["skos:definition"][0] == {"@value": HOSTILE, "@language": "en"}
    assert concept["skos:definition"][1]["dct:source"] == [
        "Une loi",
        {"@id": "https://a.example/?q=a|b"},
    ]
    assert concept["skos:narrower"] == [{"@id": uri("saving")}]


def test_the_table_has_a_row_for_every_statement(client: Client, pension: Concept) -> None:
    rows: list[dict[str, Any]] = list(
        csv.DictReader(read(client, "pension/concept.csv").splitlines(True))
    )

    assert {(row["property"], row["language"]) for row in rows} == {
        *(("skos:prefLabel", "en"), ("skos:prefLabel", "ar"), ("skos:altLabel", "fr")),
        *(("skos:hiddenLabel", "es"), ("skos:definition", "en"), ("skos:definition", "fr")),
        *(("skos:scopeNote", "en"), ("skos:broader", ""), ("skos:exactMatch", "")),
        ("skos:narrower", ""),
    }
    assert HOSTILE in {row["value"] for row in rows}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_of_the_table_is_a_formula(client: Client, text: str) -> None:
    make_concept(en="pension", defined={"en": text}, columns={"slug": "pension"})

    values = [
        row["value"] for row in csv.DictReader(read(client, "pension/concept.csv").splitlines(True))
    ]

    assert f"'{text}" in values


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("csv", "text/csv")],
)
def test_files_say_what_they_are(
    client: Client, pension: Concept, extension: str, content_type: str
) -> None:
    for path in (f"export.{extension}", f"pension/concept.{extension}"):
        response = client.get(f"/en/glossary/{path}")
        assert response["Content-Type"] == f"{content_type}; charset=utf-8"
        assert f".{extension}" in response["Content-Disposition"]


def test_the_whole_costs_the_same_for_one_and_a_hundred(
    client: Client, django_assert_num_queries: Any
) -> None:
    make_concept(en="first")
    with django_assert_num_queries(6):
        read(client, "export.ttl")
    for n in range(30):
        make_concept(en=f"term {n}", defined={"en": "x"})

    with django_assert_num_queries(6):
        read(client, "export.ttl")


def test_a_member_exports_what_everyone_may_read(client: Client) -> None:
    make_concept(en="for members", columns={"audience": "members"})
    client.force_login(make_user("Alice"))

    assert "for members" not in read(client, "export.ttl")
