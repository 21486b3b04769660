"""What may be done with documents, by whom, and that nothing of it is lost."""

import uuid
from typing import Any

import pytest
from django.test import Client

from platform_site.access.models import Membership
from platform_site.accounts.holdings import all_holdings
from platform_site.activity.models import Activity
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.models import PostingRight, Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageText
from platform_site.search.models import SearchEntry
from tests.factories import make_reviewer
from tests.workspaces.papers import TEXT, make_document, make_guest, make_task, save
from tests.workspaces.spaces import confirmed, make_workspace, opened, put_in
from workspaces.actions import archive_workspace, leave_workspace
from workspaces.actions.circle import NotAllowedHere
from workspaces.actions.documents import BothChanged, create_document, restore_version
from workspaces.actions.drafts import TooManyDrafts, keep_draft
from workspaces.actions.library import publish_into_library
from workspaces.actions.places import CannotStandThere, bring_back, move_document, take_away
from workspaces.actions.tasks import set_state
from workspaces.comparison import passages
from workspaces.models import Document, DocumentVersion, Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> dict[str, Any]:
    alice, bob, charlie, gina = (confirmed(n) for n in ("Alice", "Bob", "Charlie", "Gina"))
    workspace = opened(alice)
    put_in(workspace, bob)
    document = make_document(workspace, alice)
    return {
        "alice": alice,
        "bob": bob,
        "charlie": charlie,
        "gina": gina,
        "mona": make_reviewer(),
        "workspace": workspace,
        "document": document,
    }


def history(document: Document) -> list[tuple[int, str]]:
    rows = DocumentVersion.objects.filter(document=document).order_by("number")
    return [(row.number, row.text) for row in rows.select_related("revision")]


def text_of(document: Document) -> str:
    return PageText.objects.get(page=document.pk).source


def test_a_document_begins_with_its_first_version_for_the_circle_alone(cast):
    document = Document.objects.get(pk=cast["document"].pk)

    assert history(document) == [(1, TEXT)]
    assert document.audience == Page.Audience.CIRCLE
    assert document.circle_id == cast["workspace"].own_circle_id
    assert "terms" not in document.get_absolute_url() + document.slug


def test_a_form_sent_twice_makes_one_document_and_one_version(cast):
    key, other_key = uuid.uuid4(), uuid.uuid4()
    made = [
        create_document(workspace=cast["workspace"], title="T", text="x", by=cast["alice"], key=key)
        for _ in range(2)
    ]
    saved = [save(made[0], cast["alice"], "y", key=other_key) for _ in range(2)]

    assert made[0] == made[1]
    assert saved[0] == saved[1]
    assert [number for number, _text in history(made[0])] == [1, 2]


def test_a_key_that_was_used_elsewhere_does_not_swallow_a_text(cast):
    key = uuid.uuid4()
    other = make_document(cast["workspace"], cast["alice"], "Other")
    save(other, cast["alice"], "there", key=key)

    save(cast["document"], cast["bob"], "here", key=key)

    assert text_of(cast["document"]) == "here"


def test_changes_of_other_lines_come_together_and_say_so(cast):
    document = cast["document"]
    save(document, cast["alice"], "ONE\n\ntwo\n\nthree")

    merged = save(document, cast["bob"], "one\n\ntwo\n\nTHREE")

    assert merged.number == 3
    assert merged.is_merged
    assert text_of(document) == "ONE\n\ntwo\n\nTHREE"
    assert merged.revision.proposal["text"] == "one\n\ntwo\n\nTHREE"


def test_changes_of_the_same_line_are_refused_with_all_three_texts(cast):
    document = cast["document"]
    save(document, cast["alice"], "ALICE\n\ntwo\n\nthree")

    with pytest.raises(BothChanged) as both:
        save(document, cast["bob"], "BOB\n\ntwo\n\nthree")

    assert both.value.version == 2
    assert both.value.base["text"] == TEXT
    assert both.value.current["text"] == "ALICE\n\ntwo\n\nthree"
    assert text_of(document) == "ALICE\n\ntwo\n\nthree"


def test_who_decided_between_two_texts_saves_on_the_version_they_saw(cast):
    document = cast["document"]
    save(document, cast["alice"], "ALICE\n\ntwo\n\nthree")

    save(document, cast["bob"], "ALICE and BOB\n\ntwo\n\nthree", based_on=2)

    assert [number for number, _text in history(document)] == [1, 2, 3]


def test_two_new_titles_are_left_to_the_writer(cast):
    save(cast["document"], cast["alice"], TEXT, title="Terms of reference")

    with pytest.raises(BothChanged):
        save(cast["document"], cast["bob"], TEXT, title="What we agreed")


def test_a_version_that_never_was_is_no_base_to_overwrite_from(cast):
    with pytest.raises(BothChanged):
        save(cast["document"], cast["bob"], "all new", based_on=77)


def test_an_old_version_comes_back_as_a_new_one(cast):
    document = cast["document"]
    save(document, cast["alice"], "gone wrong")

    back = restore_version(document=document, number=1, by=cast["bob"])

    assert (back.number, back.restores) == (3, 1)
    assert history(document) == [(1, TEXT), (2, "gone wrong"), (3, TEXT)]


def test_every_version_is_an_accepted_revision_and_an_activity(cast):
    save(cast["document"], cast["bob"], "new")

    states = Revision.objects.filter(page=cast["document"].pk).values_list("state", flat=True)
    verbs = Activity.objects.filter(page=cast["document"].pk).order_by("pk")
    assert set(states) == {"accepted"}
    assert [a.verb for a in verbs] == ["published", "revised"]


def test_applying_the_snapshot_of_a_document_changes_nothing(cast):
    kind = kinds.get("document")
    document = Document.objects.get(pk=cast["document"].pk)
    before = kind.snapshot(document)

    kind.apply(document, before)
    document.save()

    assert kind.snapshot(Document.objects.get(pk=document.pk)) == before


@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [
        ("alice", True, True),
        ("bob", True, True),
        ("charlie", False, False),
        ("mona", False, False),
        ("reader", True, False),
        ("writer", True, True),
    ],
)
def test_who_sees_and_who_writes_a_document(cast, who, sees, writes):
    reader, writer = confirmed("Rita"), confirmed("Walter")
    make_guest(cast["document"], reader)
    make_guest(cast["document"], writer, writes=True)
    other = make_document(cast["workspace"], cast["alice"], "Not for guests")
    person = (cast | {"reader": reader, "writer": writer})[who]
    is_member = who in ("alice", "bob")
    Document.objects.exclude(pk__in=[cast["document"].pk, other.pk]).delete()

    assert set(Document.objects.visible_to(person)) == (
        {cast["document"], other} if is_member else {cast["document"]} if sees else set()
    )
    assert set(Document.objects.writable_by(person)) == (
        {cast["document"], other} if is_member else {cast["document"]} if writes else set()
    )
    if writes:
        save(cast["document"], person, "written")
    else:
        with pytest.raises(NotAllowedHere):
            save(cast["document"], person, "written")


def test_a_guest_who_writes_neither_restores_nor_moves_nor_takes_away(cast):
    make_guest(cast["document"], cast["gina"], writes=True)
    for verb in (
        lambda: restore_version(document=cast["document"], number=1, by=cast["gina"]),
        lambda: move_document(document=cast["document"], above=None, by=cast["gina"]),
        lambda: take_away(document=cast["document"], by=cast["gina"]),
        lambda: make_document(cast["workspace"], cast["gina"]),
        lambda: publish(cast["document"], cast["gina"]),
    ):
        with pytest.raises(NotAllowedHere):
            verb()


def test_who_left_saves_nothing_any_more(cast):
    leave_workspace(workspace=cast["workspace"], by=cast["bob"])

    with pytest.raises(NotAllowedHere):
        save(cast["document"], cast["bob"], "late")
    assert history(cast["document"]) == [(1, TEXT)]


def test_an_archived_workspace_is_read_and_not_written(cast):
    make_guest(cast["document"], cast["gina"], writes=True)
    archive_workspace(workspace=cast["workspace"], by=cast["alice"])

    for person in (cast["alice"], cast["gina"]):
        assert Document.objects.visible_to(person).filter(pk=cast["document"].pk).exists()
        with pytest.raises(NotAllowedHere):
            save(cast["document"], person, "late")


def test_who_may_not_contribute_does_not_write_here_either(cast):
    PostingRight.objects.create(user=cast["bob"], level="blocked", reason="Advertising")

    with pytest.raises(NotAllowedToContribute):
        save(cast["document"], cast["bob"], "buy this")


def test_nothing_stands_below_itself_or_what_is_below_it(cast):
    top = cast["document"]
    child = make_document(cast["workspace"], cast["alice"], above=top)
    grandchild = make_document(cast["workspace"], cast["alice"], above=child)

    for above in (top, child, grandchild):
        with pytest.raises(CannotStandThere):
            move_document(document=top, above=above, by=cast["alice"])


def test_nothing_stands_below_a_document_of_another_workspace(cast):
    other = make_document(make_workspace(cast["alice"], "Other"), cast["alice"])

    with pytest.raises(CannotStandThere):
        move_document(document=cast["document"], above=other, by=cast["alice"])
    with pytest.raises(CannotStandThere):
        make_document(cast["workspace"], cast["alice"], above=other)


def test_documents_stand_five_deep_at_most(cast):
    last = cast["document"]
    for _ in range(4):
        last = make_document(cast["workspace"], cast["alice"], above=last)

    with pytest.raises(CannotStandThere):
        make_document(cast["workspace"], cast["alice"], above=last)
    tall = make_document(cast["workspace"], cast["alice"])
    make_document(cast["workspace"], cast["alice"], above=tall)
    with pytest.raises(CannotStandThere):
        move_document(document=tall, above=last.above, by=cast["alice"])


def test_a_document_is_put_before_another(cast):
    first = cast["document"]
    second = make_document(cast["workspace"], cast["alice"], "Second")
    third = make_document(cast["workspace"], cast["alice"], "Third")

    move_document(document=third, above=None, before=second, by=cast["bob"])

    order = Document.objects.filter(pk__in=[first.pk, second.pk, third.pk]).order_by("position")
    assert list(order) == [first, third, second]


def test_what_was_taken_away_comes_back_whole(cast):
    document = cast["document"]
    make_guest(document, cast["gina"])
    save(document, cast["alice"], "second")
    take_away(document=document, by=cast["alice"])
    gone = Document.objects.published().visible_to(cast["bob"]).filter(pk=document.pk)
    hidden = Document.objects.published().visible_to(cast["gina"]).filter(pk=document.pk)
    assert not gone.exists()
    assert not hidden.exists()
    assert list(Document.objects.taken_away(cast["bob"])) == [document]
    assert list(Document.objects.taken_away(cast["gina"])) == []

    bring_back(document=document, by=cast["bob"])

    assert gone.exists()
    assert history(document) == [(1, TEXT), (2, "second")]


def keep(cast: dict[str, Any], who: str, text: str, **more: Any) -> Draft | None:
    said = {"key": uuid.uuid4(), "title": "Terms", "document": cast["document"]} | more
    return keep_draft(workspace=cast["workspace"], by=cast[who], text=text, **said)


def test_two_windows_of_one_person_keep_two_drafts(cast):
    keep(cast, "bob", "in one window")
    keep(cast, "bob", "in the other")

    texts = set(Draft.objects.of(cast["bob"]).values_list("text", flat=True))
    assert texts == {"in one window", "in the other"}
    assert list(Draft.objects.of(cast["alice"])) == []


def test_going_on_with_a_draft_takes_its_place_unless_its_window_writes_on(cast):
    first = keep(cast, "bob", "begun")
    keep(cast, "bob", "begun and gone on", goes_on=(first.key, first.kept_at))
    assert [d.text for d in Draft.objects.of(cast["bob"])] == ["begun and gone on"]

    one = Draft.objects.get()
    keep(cast, "bob", "written on in its window", key=one.key)
    keep(cast, "bob", "in the other", goes_on=(one.key, one.kept_at))

    texts = set(Draft.objects.of(cast["bob"]).values_list("text", flat=True))
    assert texts == {"written on in its window", "in the other"}


def test_saving_takes_the_draft_of_its_form_with_it_and_a_late_one_is_none(cast):
    draft = keep(cast, "bob", "nearly done")
    save(cast["document"], cast["bob"], "done", key=draft.key)

    late = keep(cast, "bob", "nearly done", key=draft.key)

    assert late is None
    assert list(Draft.objects.all()) == []


def test_no_draft_is_thrown_away_to_make_room(cast):
    for number in range(20):
        keep(cast, "bob", f"draft {number}")

    with pytest.raises(TooManyDrafts):
        keep(cast, "bob", "one more")
    assert Draft.objects.count() == 20


def test_a_draft_of_what_one_cannot_reach_is_not_shown(cast):
    keep(cast, "bob", "secret")
    keep(cast, "bob", "new and secret", document=None)
    assert Draft.objects.of(cast["bob"]).count() == 2

    leave_workspace(workspace=cast["workspace"], by=cast["bob"])

    assert list(Draft.objects.of(cast["bob"])) == []


def publish(document: Document, by: Any) -> Any:
    return publish_into_library(
        document=document,
        by=by,
        authors="Alice; Bob",
        summary="What we found.",
        subtype="report",
        key=uuid.uuid4(),
    )


def test_a_document_goes_into_the_queue_of_the_library_with_its_authors(cast):
    entry = publish(cast["document"], cast["bob"])

    record = entry.revision.page
    assert entry.revision.state == Revision.State.PENDING
    assert entry.revision.proposal["authors"] == "Alice; Bob"
    assert record.kind == "resource"
    assert record.title == cast["document"].title
    assert PageText.objects.get(page=record.pk).source == TEXT
    assert (entry.document, entry.version) == (cast["document"], 1)
    # The workspace is not public, so the record says nothing of it.
    assert str(cast["workspace"].slug) not in str(entry.revision.proposal)


def test_members_find_a_document_and_outsiders_do_not(cast):
    entry = SearchEntry.objects.filter(page=cast["document"].pk)

    assert entry.exists()
    assert not Page.objects.visible_to(cast["charlie"]).filter(pk=cast["document"].pk).exists()
    Membership.objects.filter(user=cast["bob"]).delete()
    assert not Page.objects.visible_to(cast["bob"]).filter(pk=cast["document"].pk).exists()


def test_a_comparison_shows_what_changed_and_counts_what_did_not():
    before = "\n".join(f"line {n}" for n in range(20))
    after = before.replace("line 10", "line ten")

    found = passages(before, after)

    assert [(p.what, p.lines) for p in found] == [
        *[("skipped", 8), ("same", 2), ("changed", 1), ("same", 2), ("skipped", 7)]
    ]
    assert "<del>10</del><ins>ten</ins>" in found[2].html
    assert passages(before, before) == []


def test_a_comparison_shows_markup_as_it_is_typed():
    changed = passages("a", "<script>alert(1)</script>")[0].html

    assert "<script>" not in changed


def test_who_left_gets_nothing_of_it_from_their_own_data_or_an_old_receipt(cast):
    save(cast["document"], cast["bob"], "zanary text of all")
    keep(cast, "bob", "zanary draft")
    task = make_task(cast["workspace"], cast["bob"], "zanary task", people=[cast["bob"]])
    set_state(task=task, state="done", by=cast["bob"])
    mine = make_document(cast["workspace"], cast["bob"], "zanary title")
    receipt = Revision.objects.get(page=mine.pk).get_receipt_url()
    assert "zanary" in everything_held_of(cast["bob"])

    leave_workspace(workspace=cast["workspace"], by=cast["bob"])

    assert "zanary" not in everything_held_of(cast["bob"])
    client = Client()
    client.force_login(cast["bob"])
    assert client.get(receipt).status_code == 404


def everything_held_of(person: Any) -> str:
    rows = (row for holding in all_holdings() for row in holding.exported(person))
    return " ".join(str(row) for row in rows)
