"""Files as people make them: all are taken, as what they are."""

import io

import pytest

from platform_site.files.checks import Format, check
from platform_site.files.names import ending_of
from tests.files.ordinary import FILES, Ordinary


@pytest.mark.parametrize("ordinary", FILES, ids=str)
def test_an_ordinary_file_is_taken(ordinary: Ordinary) -> None:
    ending = ending_of(ordinary.name)

    checked = check(io.BytesIO(ordinary.make()), ending=ending)

    assert checked.format == (ending or "pdf")
    assert bool(checked.charset) == (ending in ("csv", "txt"))


def test_there_are_as_many_as_were_promised() -> None:
    assert len(FILES) >= 60
    assert {ending_of(file.name) or "pdf" for file in FILES} == set(Format.values)
    assert len({(str(file), file.name) for file in FILES}) == len(FILES)
