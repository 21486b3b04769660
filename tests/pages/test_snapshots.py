"""Snapshots and how two changes of one page meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.pages import kinds
from platform_site.pages.snapshots import changes, flatten, merge, unflatten
from tests.factories import make_article, make_subject

values = st.sampled_from(["", "a", "b", "c"])
snapshots = st.fixed_dictionaries(
    {
        "title": values,
        "text": values,
        "subjects": st.dictionaries(st.sampled_from(["KHM", "VNM", "TUV"]), st.integers(1, 3)),
    }
)


@given(snapshots)
def test_flattening_loses_nothing(snapshot: dict) -> None:
    assert unflatten(flatten(snapshot), like=snapshot) == snapshot


@given(snapshots, snapshots)
def test_an_unchanged_proposal_changes_nothing(base: dict, current: dict) -> None:
    assert merge(base=base, proposal=base, current=current) == current


@given(snapshots, snapshots)
def test_onto_an_unchanged_page_a_proposal_is_taken_whole(base: dict, proposal: dict) -> None:
    assert merge(base=base, proposal=proposal, current=base) == proposal


@given(snapshots, snapshots, snapshots)
def test_parts_that_nobody_proposed_to_change_stay(base: dict, mine: dict, theirs: dict) -> None:
    changed = {change.path for change in changes(base=base, proposal=mine, current=theirs)}

    merged = flatten(merge(base=base, proposal=mine, current=theirs))

    for path, value in flatten(theirs).items():
        if path not in changed:
            assert merged[path] == value


@given(snapshots, snapshots, snapshots)
def test_without_a_conflict_both_changes_stand_in_either_order(
    base: dict, mine: dict, theirs: dict
) -> None:
    if any(c.is_conflict for c in changes(base=base, proposal=mine, current=theirs)):
        return

    one = merge(base=base, proposal=mine, current=theirs)
    other = merge(base=base, proposal=theirs, current=mine)

    assert one == other


@given(snapshots, snapshots, snapshots)
def test_the_same_part_changed_differently_is_a_conflict(
    base: dict, mine: dict, theirs: dict
) -> None:
    before, a, b = flatten(base), flatten(mine), flatten(theirs)
    expected = {
        path
        for path in {*before, *a, *b}
        if a.get(path) != before.get(path) != b.get(path) and a.get(path) != b.get(path)
    }

    found = changes(base=base, proposal=mine, current=theirs)

    assert {change.path for change in found if change.is_conflict} == expected


@pytest.mark.django_db
def test_applying_its_own_snapshot_changes_nothing_of_an_article() -> None:
    cambodia = make_subject("KHM", "Cambodia")
    article = make_article("Title", about=[cambodia], kicker="Joint report", text="Some *text*.")
    kind = kinds.get("article")
    before = kind.snapshot(article)

    kind.apply(article, before)
    article.save()

    article.refresh_from_db()
    assert kind.snapshot(article) == before


@pytest.mark.django_db
def test_an_older_snapshot_restores_an_article() -> None:
    cambodia, vietnam = make_subject("KHM", "Cambodia"), make_subject("VNM", "Viet Nam")
    article = make_article("Title", about=[cambodia])
    kind = kinds.get("article")
    before = kind.snapshot(article)
    kind.apply(article, before | {"title": "Other", "text": "Else", "subjects": {"VNM": 1}})
    article.save()
    assert kind.snapshot(article)["subjects"] == {"VNM": 1}
    assert vietnam.code == "VNM"

    kind.apply(article, before)
    article.save()

    assert kind.snapshot(article) == before
