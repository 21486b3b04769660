"""References out: read back by strict parsers, whatever stands in a record."""

import json
import re
from collections.abc import Iterator

import pytest

from resources.citations import FORMATS, reference, sentence
from resources.citations.linked_data import linked_data
from resources.models import Resource
from tests.resources.bibtex import entries
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db

HOSTILE = (
    r"50% of A&B_C #1 $x$ {open} }close{ ~tilde^ \command{x}",
    "Ünïcödé – “quotes” العربية 社会保障",
    "Ends with a backslash \\",
    "@article{fake, title={x}}",
    "a, b and c",
    'She said "no"',
)


def nasty(text: str, **fields: object) -> Resource:
    values = {"authors": [f"{text}, {text}", text], "organisation": text, "journal": text}
    values |= {"series": text, "number": "7%", "year": 2020, "doi": "10.1/a(b)<c>{d}%_#"}
    values |= {"link": "https://x.example/a_b%20c?d={e}&f=~#g", "subtype": "journal-article"}
    return make_resource(text, **(values | fields))


@pytest.mark.parametrize("text", HOSTILE)
def test_bibtex_comes_back_as_it_was(text: str) -> None:
    record = nasty(text)
    line = " ".join(text.split())

    (entry,) = entries(FORMATS["bib"].write([reference(record)]))

    assert entry.type == "article"
    assert entry.key.endswith(f"2020-{record.pk}")
    assert entry.fields["title"] == line
    assert entry.fields["journal"] == line
    assert entry.fields["year"] == "2020"
    assert entry.fields["number"] == "7%"


def test_bibtex_tells_people_from_organisations() -> None:
    record = make_resource(authors=["van der Berg, Jan", "DSD and SASSA", "Smith, Jr, A. B."])

    (entry,) = entries(FORMATS["bib"].write([reference(record)]))

    assert entry.raw["author"] == "van der Berg, Jan and {DSD and SASSA} and Smith, {Jr, A. B.}"


def test_bibtex_links_keep_their_braces_balanced() -> None:
    (entry,) = entries(FORMATS["bib"].write([reference(nasty("x"))]))

    assert entry.raw["url"] == "https://x.example/a_b%20c?d=%7Be%7D&f=~#g"
    assert entry.raw["doi"] == "10.1/a(b)%3Cc%3E%7Bd%7D%_%23"


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_comes_back_as_it_was(text: str) -> None:
    record = nasty(text + "\r\nER  - \r\nTY  - JOUR")

    written = FORMATS["ris"].write([reference(record), reference(record)])

    records = list(read_ris(written))
    assert len(records) == 2
    assert records[0] == records[1]
    assert dict(records[0])["TI"] == " ".join(record.title.split())
    assert dict(records[0])["TY"] == "JOUR"


@pytest.mark.parametrize("text", HOSTILE)
def test_csl_json_comes_back_as_it_was(text: str) -> None:
    record = nasty(text)

    (item,) = json.loads(FORMATS["json"].write([reference(record)]))

    assert (item["title"], item["container-title"]) == (" ".join(text.split()),) * 2
    assert item["issued"] == {"date-parts": [[2020]]}
    assert item["type"] == "article-journal"


def read_ris(text: str) -> Iterator[list[tuple[str, str]]]:
    """Strict: CR LF, a tag, two spaces, a hyphen, a space; TY begins and ER ends a record."""
    record: list[tuple[str, str]] = []
    for line in text.split("\r\n"):
        if not line:
            assert not record
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        tag, value = match.groups()
        assert "\n" not in value
        assert (tag == "TY") == (not record)
        if tag == "ER":
            yield record
            record = []
        else:
            record.append((tag, value))
    assert not record


@pytest.mark.usefixtures("reference")
def test_every_record_we_carry_is_cited_and_read_back() -> None:
    records = list(Resource.objects.order_by("pk"))
    cited = [reference(record) for record in records]

    bib = {entry.key: entry for entry in entries(FORMATS["bib"].write(cited))}
    ris = {dict(record)["ID"]: dict(record) for record in read_ris(FORMATS["ris"].write(cited))}
    csl = {item["id"]: item for item in json.loads(FORMATS["json"].write(cited))}

    assert len(records) >= 819
    assert len(bib) == len(ris) == len(csl) == len(records)
    for one in cited:
        assert (
            bib[one.key].fields["title"] == ris[one.key]["TI"] == csl[one.key]["title"] == one.title
        )
        assert bib[one.key].fields.get("doi", "") == csl[one.key].get("DOI", "")


def test_a_label_stands_in_brackets() -> None:
    record = make_resource(
        "Country profile: Peru", is_label=True, year=2014, authors=["Casalí, P."]
    )

    assert sentence(reference(record)) == "Casalí, P. (2014). [Country profile: Peru]."


def test_a_sentence_is_escaped_and_stops_at_six_names() -> None:
    record = make_resource(
        "Is <b>this</b> bold?",
        authors=[f"Name{n}, A." for n in range(8)],
        journal="R&D",
        doi="10.1111/x",
        year=2020,
    )

    shown = sentence(reference(record))

    assert (
        "Name5, A. et al. (2020). Is &lt;b&gt;this&lt;/b&gt; bold? <i>R&amp;D</i>. doi:10.1111/x"
        in shown
    )
    assert "Name6" not in shown


def test_linked_data_cannot_leave_its_element() -> None:
    record = make_resource("</script><script>alert(1)</script>", year=2020, authors=["A & B"])

    text = linked_data(record, "https://x.example/")

    assert "<" not in text
    assert json.loads(text)["name"] == record.title
    assert json.loads(text)["@type"] == "Report"
