"""Putting together what two people made of one text."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspaces.merging import Overlap, hunks, merge

# Few different lines, so that they repeat and the matching has something to be wrong about.
texts = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=12).map("\n".join)
BASE = "one\ntwo\nthree\nfour"


def test_changes_of_different_lines_come_together():
    merged = merge(base=BASE, mine="ONE\ntwo\nthree\nfour", theirs="one\ntwo\nthree\nfour\nfive")

    assert merged == "ONE\ntwo\nthree\nfour\nfive"


def test_lines_next_to_each_other_are_different_lines():
    merged = merge(base=BASE, mine="one\nTWO\nthree\nfour", theirs="one\ntwo\nTHREE\nfour")

    assert merged == "one\nTWO\nTHREE\nfour"


def test_the_same_change_on_both_sides_is_made_once():
    merged = merge(base=BASE, mine=f"zero\n{BASE}", theirs=f"zero\n{BASE}\nfive")

    assert merged == f"zero\n{BASE}\nfive"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("one\nZWEI\nthree\nfour", "one\nDEUX\nthree\nfour"),
        (f"{BASE}\nmine", f"{BASE}\ntheirs"),
        ("one\nthree\nfour", "one\nTWO\nthree\nfour"),
        ("one\nthree\nfour", "one\ntwo\ntwo and a half\nthree\nfour"),
        ("", f"{BASE}\nfive"),
    ],
    ids=["one line", "both at the end", "out and changed", "out and below it", "all out"],
)
def test_changes_of_the_same_place_are_left_to_a_person(mine, theirs):
    with pytest.raises(Overlap):
        merge(base=BASE, mine=mine, theirs=theirs)


@given(base=texts, changed=texts)
def test_what_one_alone_changed_is_what_they_wrote(base, changed):
    assert merge(base=base, mine=changed, theirs=base) == changed
    assert merge(base=base, mine=base, theirs=changed) == changed
    assert merge(base=base, mine=changed, theirs=changed) == changed


@given(base=texts, mine=texts, theirs=texts)
def test_it_does_not_matter_who_saves_first(base, mine, theirs):
    assert outcome(base, mine, theirs) == outcome(base, theirs, mine)


@given(base=texts, mine=texts, theirs=texts)
def test_a_clean_merge_holds_every_line_that_either_side_added(base, mine, theirs):
    merged = outcome(base, mine, theirs)
    if merged is None:
        return
    lines = set(merged.split("\n"))
    before = Counter(base.split("\n"))

    for side in (mine, theirs):
        assert set(Counter(side.split("\n")) - before) <= lines


@given(st.data())
def test_edits_of_lines_apart_always_merge_to_both(data):
    base = [f"line {n}" for n in range(data.draw(st.integers(2, 12)))]
    owner = [data.draw(st.sampled_from(["mine", "theirs", "nobody"])) for _ in base]

    def as_left_by(*names):
        return "\n".join(
            f"{line} of {who}" if who in names else line
            for line, who in zip(base, owner, strict=True)
        )

    merged = merge(base="\n".join(base), mine=as_left_by("mine"), theirs=as_left_by("theirs"))

    assert merged == as_left_by("mine", "theirs")


@given(before=texts, after=texts)
def test_hunks_make_the_one_text_of_the_other(before, after):
    lines, made, at = before.split("\n"), [], 0
    for hunk in hunks(lines, after.split("\n")):
        made += [*lines[at : hunk.start], *hunk.lines]
        at = hunk.end

    assert "\n".join(made + lines[at:]) == after


def test_a_text_made_to_be_slow_is_compared_in_a_moment():
    hostile = "\n" * 60_000
    began = time.monotonic()

    assert outcome(f"a{hostile}b", f"a\nx{hostile}\ny\nb", f"aa{hostile}bb") is None
    assert time.monotonic() - began < 5


def outcome(base, mine, theirs):
    try:
        return merge(base=base, mine=mine, theirs=theirs)
    except Overlap:
        return None
