"""DOI, ISBN and links: refused when wrong, and the same whatever way they are written."""

import pytest

from resources.identifiers import WrongIdentifier, bare_doi, doi_in, isbn13, link_key, title_key


@pytest.mark.parametrize(
    "written",
    [
        "10.1111/issr.12286",
        " 10.1111/issr.12286 ",
        "doi:10.1111/issr.12286",
        "DOI: 10.1111/issr.12286",
        "https://doi.org/10.1111/issr.12286",
        "http://dx.doi.org/10.1111/issr.12286",
        "https://doi.org/10.1111%2Fissr.12286",
    ],
)
def test_a_doi_is_read_however_it_is_written(written: str) -> None:
    assert bare_doi(written) == "10.1111/issr.12286"


def test_brackets_and_dots_in_a_doi_stay() -> None:
    assert bare_doi("10.1016/0890-4065(87)90003-X") == "10.1016/0890-4065(87)90003-X"


@pytest.mark.parametrize(
    "wrong", ["", "10.1111", "11.1111/x", "10.12/x", "issr.12286", "10.1111/a b", "10.1111/<b>"]
)
def test_what_is_no_doi_is_refused(wrong: str) -> None:
    with pytest.raises(WrongIdentifier):
        bare_doi(wrong)


def test_the_doi_of_a_link_is_found_and_of_another_link_not() -> None:
    links = ("https://doi.org/10.1111/issr.12286", "https://www.ilo.org/10.1111/x", "doi.org/x", "")

    assert [doi_in(link) for link in links] == ["10.1111/issr.12286", "", "", ""]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("978-92-2-031946-8", "9789220319468"),
        ("ISBN 978 92 2 031946 8", "9789220319468"),
        ("ISBN-13: 9789220319468", "9789220319468"),
        ("0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("080442957x", "9780804429573"),
    ],
)
def test_an_isbn_of_ten_or_thirteen_digits_becomes_thirteen(written: str, digits: str) -> None:
    assert isbn13(written) == digits


@pytest.mark.parametrize(
    "wrong", ["", "9789220319467", "0-306-40615-3", "97892203194", "977922031946X", "not one"]
)
def test_an_isbn_with_a_wrong_sum_or_length_is_refused(wrong: str) -> None:
    with pytest.raises(WrongIdentifier):
        isbn13(wrong)


def test_links_to_one_thing_have_one_key() -> None:
    same = {
        "https://www.ilo.org/report",
        "http://ilo.org/report/",
        "HTTPS://WWW.ILO.ORG:443/report#page=3",
        "https://ilo.org./report?utm_source=mail&fbclid=1",
    }

    assert {link_key(link) for link in same} == {"ilo.org/report"}


def test_links_to_different_things_have_different_keys() -> None:
    links = (
        "https://ilo.org/report?id=1",
        "https://ilo.org/report?id=2",
        "https://ilo.org/Report?id=1",
        "https://ilo.org:8080/report?id=1",
        "https://ilo.org/report?id=1&l=fr",
    )

    assert len({link_key(link) for link in links}) == len(links)


@pytest.mark.parametrize("broken", ["", "x", "https://", "https://[::1", "https://a:b/c"])
def test_a_broken_link_has_no_key(broken: str) -> None:
    assert link_key(broken) == ""


def test_the_order_of_what_is_asked_says_nothing() -> None:
    assert link_key("https://a.example/?b=1&a=2") == link_key("https://a.example/?a=2&b=1")


def test_a_title_is_known_without_accents_case_and_punctuation() -> None:
    assert title_key("Protección social: ¿para TODOS?") == title_key("proteccion social para todos")
