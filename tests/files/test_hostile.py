"""Hostile files of every kind: none is taken, and each is told why."""

import io

import pytest

from platform_site.files.checks import Refused, check
from platform_site.files.names import ending_of
from tests.files.hostile import FILES, Hostile


@pytest.mark.parametrize("hostile", FILES, ids=str)
def test_a_hostile_file_is_refused_by_name(hostile: Hostile) -> None:
    with pytest.raises(Refused) as refused:
        check(io.BytesIO(hostile.make()), ending=ending_of(hostile.name))

    assert refused.value.reason.value == hostile.reason
    assert "%(" not in str(refused.value)


def test_there_are_as_many_as_were_promised() -> None:
    assert len(FILES) >= 60
    assert len({file.kind for file in FILES}) >= 12
    assert len({str(file) for file in FILES}) == len(FILES)
