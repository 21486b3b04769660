"""Names: shown and saved under, never a path, never a trick."""

import re
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.files.models import StoredFile
from platform_site.files.names import clean_name, ending_of

ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=300)
PATHS = st.lists(
    st.sampled_from(["..", "/", "\\", "C:", "~", ".", "\x00", "a", "\u202e", "%2e%2e", "\r\n"])
).map("".join)


@given(typed=ANYTHING | PATHS)
def test_whatever_was_typed_becomes_one_harmless_name(typed: str) -> None:
    name = clean_name(typed, ending="pdf")

    assert name.endswith(".pdf")
    assert 4 < len(name) <= 125
    assert PurePosixPath(name).name == name
    assert not re.search(r'[/\\<>:"|?*\x00-\x1f\x7f]', name)
    assert not name.startswith((".", " "))
    assert {unicodedata.category(c) for c in name} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") & set(name)
    assert clean_name(name, ending="pdf") == name


@given(typed=ANYTHING | PATHS)
def test_the_ending_is_never_more_than_an_ending(typed: str) -> None:
    assert not set("/\\.\x00\u202e") & set(ending_of(typed))


@given(name=ANYTHING | PATHS)
def test_where_it_is_stored_does_not_follow_from_its_name(name: str) -> None:
    assert re.fullmatch("files/[0-9a-f]{2}/[0-9a-f]{32}", StoredFile(name=name).path)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ana\\Étude 1.PDF", "Étude 1.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe.pdf"),
        ("الحماية الاجتماعية.pdf", "الحماية الاجتماعية.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("  two   spaces .pdf", "two spaces.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("a\r\nX-Header: 1.pdf", "a X-Header 1.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_as_they_come(typed: str, name: str) -> None:
    assert clean_name(typed, ending="pdf") == name


def test_the_ending_is_what_a_system_would_read() -> None:
    assert ending_of("a.PDF") == "pdf"
    assert ending_of("a.pdf. ") == "pdf"
    assert ending_of("a.fdp\u202e") == "fdp"
    assert ending_of("none") == ""
