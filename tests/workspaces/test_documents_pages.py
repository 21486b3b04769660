"""The pages of documents: what they answer whom, and what they keep of what was typed."""

import re
import uuid
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import Revision
from tests.factories import make_reviewer
from tests.queries import count_queries
from tests.workspaces.papers import TEXT, make_document, make_guest, save
from tests.workspaces.spaces import confirmed, opened, put_in
from workspaces.actions import archive_workspace, leave_workspace
from workspaces.actions.library import publish_into_library
from workspaces.actions.places import take_away
from workspaces.models import Document, DocumentVersion, Draft

pytestmark = pytest.mark.django_db

READING = ("document",)
INSIDE = ("history", "comparison", "version")
WRITING = ("edit-document", "editors")
PLACING = ("place", "removal", "into-library")


@pytest.fixture
def cast() -> dict[str, Any]:
    names = ("alice", "bob", "charlie", "reader", "writer")
    people = {name: confirmed(name.title()) for name in names}
    workspace = opened(people["alice"])
    put_in(workspace, people["bob"])
    document = make_document(workspace, people["alice"], "Zanary terms", "zanary text")
    save(document, people["alice"], "zanary text\n\nmore", title="Zanary terms")
    make_guest(document, people["reader"])
    make_guest(document, people["writer"], writes=True)
    return people | {"workspace": workspace, "document": document, "mona": make_reviewer()}


def signed_in(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def at(document: Document, name: str) -> str:
    if name == "version":
        return reverse("workspaces:version", args=[document.pk, 1])
    address = reverse(f"workspaces:{name}", args=[document.pk])
    return f"{address}?from=1&to=2" if name == "comparison" else address


def typed(text: str = "written", **more: Any) -> dict[str, Any]:
    said = {"title": "Zanary terms", "text": text, "text_format": "markup", "based_on": 2}
    return said | {"key": str(uuid.uuid4())} | more


@pytest.mark.parametrize(
    ("who", "opened_to_them"),
    [
        ("alice", {*READING, *INSIDE, *WRITING, *PLACING, "document-guests"}),
        ("bob", {*READING, *INSIDE, *WRITING, *PLACING}),
        ("writer", {*READING, *WRITING}),
        ("reader", {*READING}),
        ("charlie", set()),
        ("mona", set()),
        (None, set()),
    ],
)
def test_each_page_answers_each_person_as_they_stand_to_it(cast, who, opened_to_them):
    client = signed_in(cast.get(who))
    names = (*READING, *INSIDE, *WRITING, *PLACING, "document-guests")

    answers = {name: client.get(at(cast["document"], name)) for name in names}

    assert {name for name, answer in answers.items() if answer.status_code == 200} == opened_to_them
    closed = [answer for name, answer in answers.items() if name not in opened_to_them]
    assert {answer.status_code for answer in closed} <= ({404} if who else {302})
    assert not any("zanary" in answer.content.decode().lower() for answer in closed)


def test_a_guest_learns_nothing_of_the_workspace(cast):
    for who in ("reader", "writer"):
        client = signed_in(cast[who])
        for name in (*READING, *(WRITING if who == "writer" else ())):
            page = client.get(at(cast["document"], name)).content.decode()

            assert cast["workspace"].title not in page
            assert cast["workspace"].slug not in page


@pytest.mark.parametrize("who", ["charlie", "reader", "mona", "left"])
def test_nobody_without_the_right_writes_by_any_address(cast, who):
    if who == "left":
        leave_workspace(workspace=cast["workspace"], by=cast["bob"])
    client = signed_in(cast["bob"] if who == "left" else cast[who])
    document = cast["document"]
    addresses = [
        *(at(document, name) for name in ("edit-document", "draft", "place", "removal", "return")),
        *(at(document, name) for name in ("document-guests", "into-library")),
        reverse("workspaces:restoration", args=[document.pk, 1]),
        reverse("workspaces:new-document", args=[cast["workspace"].slug]),
        reverse("workspaces:new-draft", args=[cast["workspace"].slug]),
    ]

    answers = {address: client.post(address, typed()).status_code for address in addresses}

    assert set(answers.values()) == {404}
    assert DocumentVersion.objects.filter(document=document).count() == 2
    assert not Draft.objects.exists()


def test_a_save_is_a_version_and_says_which(cast):
    client = signed_in(cast["bob"])

    answer = client.post(at(cast["document"], "edit-document"), typed(), follow=True)

    assert "Saved as version 3." in answer.content.decode()
    assert DocumentVersion.objects.get(document=cast["document"], number=3).text == "written"


def test_both_texts_are_shown_where_both_changed_the_same_line(cast):
    save(cast["document"], cast["alice"], "hers", based_on=2, title="Zanary terms")
    client = signed_in(cast["bob"])

    answer = client.post(at(cast["document"], "edit-document"), typed("his <own> words"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "hers" in page
    assert re.search(r"<textarea[^>]*>\s*his &lt;own&gt; words</textarea>", page)
    assert 'name="based_on" value="3"' in page

    again = typed("hers and his", based_on=3)
    assert client.post(at(cast["document"], "edit-document"), again).status_code == 302
    assert DocumentVersion.objects.get(document=cast["document"], number=4).text == "hers and his"


def test_what_was_typed_stays_when_the_title_is_missing(cast):
    client = signed_in(cast["bob"])

    answer = client.post(at(cast["document"], "edit-document"), typed("do not lose", title=""))

    assert answer.status_code == 422
    assert "do not lose" in answer.content.decode()


def test_who_loses_the_right_while_writing_keeps_their_words(cast, monkeypatch):
    """The workspace is archived between the look at the form's right and the save."""
    from workspaces.views import writing  # noqa: PLC0415 (the module to be patched)

    real = writing.save_document

    def after_closing(**said: Any) -> Any:
        archive_workspace(workspace=cast["workspace"], by=cast["alice"])
        return real(**said)

    monkeypatch.setattr(writing, "save_document", after_closing)
    answer = signed_in(cast["bob"]).post(
        at(cast["document"], "edit-document"), typed("do not lose")
    )

    assert answer.status_code == 403
    assert "do not lose" in answer.content.decode()


def test_a_session_that_ended_gives_the_text_back_after_sign_in(cast):
    client = signed_in(cast["bob"])
    Session.objects.all().delete()

    sent = client.post(at(cast["document"], "edit-document"), typed("do not lose"))
    client.force_login(cast["bob"])
    back = re.search(r"next=([^&]+)", sent["Location"])
    answer = client.get(unquote(back.group(1)))

    assert "do not lose" in answer.content.decode()


def test_a_token_that_ended_gives_the_text_back(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["bob"])

    answer = client.post(at(cast["document"], "edit-document"), typed("do not lose"))

    assert answer.status_code == 403
    assert "do not lose" in answer.content.decode()


def test_a_draft_is_kept_without_a_script_and_offered_again(cast):
    client = signed_in(cast["bob"])
    address = at(cast["document"], "edit-document")

    client.post(address, typed("half a thought", keep="1"))

    assert "half a thought" in client.get(address).content.decode()
    assert "half a thought" not in client.get(at(cast["document"], "document")).content.decode()
    for other in ("alice", "writer"):
        page = signed_in(cast[other]).get(address).content.decode()
        assert "half a thought" not in page
    assert DocumentVersion.objects.filter(document=cast["document"]).count() == 2


def test_the_script_is_told_that_a_draft_is_saved_and_that_a_session_ended(cast):
    address = at(cast["document"], "draft")

    kept = signed_in(cast["bob"]).post(address, typed("half"))

    assert re.fullmatch(r"Draft saved \d\d:\d\d", kept.json()["said"])
    assert Client().post(address, typed("half")).status_code == 401
    assert signed_in(cast["bob"]).post(address, {"text": "half"}).status_code == 422


def test_a_new_document_has_a_draft_before_it_exists(cast):
    client = signed_in(cast["bob"])
    address = reverse("workspaces:new-document", args=[cast["workspace"].slug])
    draft = reverse("workspaces:new-draft", args=[cast["workspace"].slug])
    client.post(draft, typed("begun", title="Minutes of the day"))

    listed = client.get(reverse("workspaces:documents", args=[cast["workspace"].slug]))
    assert "Minutes of the day" in listed.content.decode()
    assert "begun" in client.get(address).content.decode()

    client.post(address, typed("begun and done", title="Minutes"))
    assert Document.objects.filter(title="Minutes", workspace=cast["workspace"]).exists()


def test_a_thrown_away_draft_is_gone_and_nobody_elses_is(cast):
    key = str(uuid.uuid4())
    signed_in(cast["bob"]).post(at(cast["document"], "draft"), typed("half", key=key))
    address = reverse("workspaces:discard-draft", args=[key])

    assert signed_in(cast["alice"]).post(address).status_code == 404
    assert signed_in(cast["bob"]).post(address).status_code == 302
    assert not Draft.objects.exists()


def test_who_writes_now_is_a_line_for_the_others(cast):
    signed_in(cast["bob"]).post(at(cast["document"], "draft"), typed("half"))

    def line(who: str) -> str:
        return signed_in(cast[who]).get(at(cast["document"], "editors")).content.decode()

    assert "Bob" in line("alice")
    assert "Bob" not in line("bob")


def test_an_old_version_comes_back_by_its_button(cast):
    client = signed_in(cast["bob"])

    client.post(reverse("workspaces:restoration", args=[cast["document"].pk, 1]))

    assert DocumentVersion.objects.get(document=cast["document"], number=3).text == "zanary text"


def test_a_document_is_taken_along_as_it_was_written(cast):
    save(cast["document"], cast["alice"], "**x** <script>y</script>", based_on=2, title="A/b")
    client = signed_in(cast["reader"])

    markdown = client.get(f"/en/workspaces/documents/{cast['document'].pk}/export.md")
    page = client.get(f"/en/workspaces/documents/{cast['document'].pk}/export.html")

    assert markdown.content.decode() == "# A/b\n\n**x** <script>y</script>\n"
    assert "attachment" in markdown["Content-Disposition"]
    assert "<strong>x</strong>" in page.content.decode()
    assert "<script>" not in page.content.decode()
    assert (
        client.get(f"/en/workspaces/documents/{cast['document'].pk}/export.pdf").status_code == 404
    )


@pytest.mark.parametrize("query", ["", "?from=1", "?from=1&to=99", "?from=x&to=2", "?from=1&to=²"])
def test_a_comparison_of_what_is_not_there_is_not_there(cast, query):
    address = reverse("workspaces:comparison", args=[cast["document"].pk])

    assert signed_in(cast["bob"]).get(address + query).status_code == 404


def test_a_document_taken_away_is_gone_for_all_and_listed_for_members(cast):
    take_away(document=cast["document"], by=cast["bob"])
    removed = reverse("workspaces:removed-documents", args=[cast["workspace"].slug])

    for who in ("alice", "bob", "reader", "charlie"):
        client = signed_in(cast[who])
        assert client.get(at(cast["document"], "document")).status_code == 404
        shown = client.get(removed)
        assert ("Zanary terms" in shown.content.decode()) == (who in ("alice", "bob"))
    assert signed_in(cast["reader"]).post(at(cast["document"], "return")).status_code == 404
    assert signed_in(cast["alice"]).post(at(cast["document"], "return")).status_code == 302
    assert signed_in(cast["reader"]).get(at(cast["document"], "document")).status_code == 200


def test_only_who_admits_lets_a_guest_write(cast):
    grant = cast["document"].grants.get(user=cast["reader"])
    address = at(cast["document"], "document-guests")

    assert (
        signed_in(cast["bob"]).post(address, {"grant": grant.pk, "may_write": 1}).status_code == 404
    )
    assert (
        signed_in(cast["alice"]).post(address, {"grant": grant.pk, "may_write": 1}).status_code
        == 302
    )
    assert Document.objects.writable_by(cast["reader"]).exists()
    signed_in(cast["alice"]).post(address, {"grant": grant.pk})
    assert not Document.objects.writable_by(cast["reader"]).exists()


def test_a_result_in_the_library_is_linked_from_its_document(cast):
    sent = publish_into_library(
        document=cast["document"],
        by=cast["bob"],
        authors="Alice; Bob",
        summary="What we agreed.",
        subtype="report",
        key=uuid.uuid4(),
    )
    client = signed_in(cast["alice"])
    waiting = client.get(at(cast["document"], "document")).content.decode()
    assert "waiting for review" in waiting
    assert sent.revision.token not in waiting

    accept_revision(revision=sent.revision, by=cast["mona"])

    record = Revision.objects.get(pk=sent.revision_id).page
    assert (
        record.get_absolute_url() in client.get(at(cast["document"], "document")).content.decode()
    )
    public = Client().get(record.get_absolute_url())
    assert public.status_code == 200
    assert "zanary text" in public.content.decode()
    assert "Alice" in public.content.decode()


def test_lists_cost_the_same_for_one_document_and_for_ten(cast):
    client = signed_in(cast["bob"])
    address = reverse("workspaces:documents", args=[cast["workspace"].slug])
    history = at(cast["document"], "history")
    one = (count_queries(client, address), count_queries(client, history))
    for number in range(10):
        above = cast["document"] if number % 2 else None
        made = make_document(cast["workspace"], cast["alice"], f"Paper {number}", above=above)
        save(made, cast["bob"], f"{TEXT} {number}")
        save(cast["document"], cast["bob"], f"text {number}", based_on=number + 2)

    assert (count_queries(client, address), count_queries(client, history)) == one


def test_the_history_goes_on_past_what_is_shown_at_once(cast):
    for number in range(60):
        save(cast["document"], cast["bob"], f"text {number}", based_on=number + 2)
    client = signed_in(cast["bob"])

    first = client.get(at(cast["document"], "history"))
    rest = client.get(f"{at(cast['document'], 'history')}?before={first.context['older']}")

    shown = [v.number for page in (first, rest) for v in page.context["versions"]]
    assert shown == list(range(62, 0, -1))
