"""What outsiders see nothing of: records, talks, a workspace, with a word in each part."""

import io
import uuid

from forums.actions import name_facilitators, write_summary
from forums.models import Forum
from forums.rounds import parse
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.files.actions import hang_files, keep_upload
from platform_site.pages.models import Page, Subject
from tests.factories import make_circle, make_user
from tests.forums.places import make_e_discussion, make_forum, make_topic, reply
from tests.resources.records import make_resource
from tests.workspaces.papers import make_document, make_task
from tests.workspaces.spaces import confirmed, make_workspace
from workspaces.actions.drafts import keep_draft


def hidden_talks(alice: User, *, about: Subject) -> list[Page]:
    """An e-discussion of a circle with a topic, and a topic in the open that waits for review."""
    led = make_e_discussion(
        "zanaryforum",
        slug="of-a-circle",
        circle=make_circle(alice),
        summary="zanarypurpose",
        text="zanaryforumtext",
        rounds=parse("zanaryround\nzanaryquestion"),
    )
    name_facilitators(forum=led, people=[alice])
    write_summary(
        forum=led,
        by=alice,
        content={
            "title": "zanarysummarised",
            "abstract": "zanaryabstract",
            "authors": "zanaryauthors",
            "language": "en",
            "source": "zanaryfindings",
        },
    )
    inside = make_topic(
        led, "zanarytopic", by=alice, text="zanarytopictext", subjects={about.code: 3}
    )
    under(inside, "inside")
    reply(inside, alice, "zanaryreply")
    waiting = make_topic(make_forum("For everyone"), "zanarywaiting", by=make_user("New here"))
    return [led, inside, waiting]


def hidden_space(*, about: Subject) -> list[Page]:
    """A private workspace with one of each thing that its members keep inside."""
    owner = confirmed("Wanda", email="zanaryowner@people.example")
    workspace = make_workspace(
        owner,
        "zanaryspace",
        summary="zanaryspacesummary",
        text="zanaryspacetext",
        subjects={about.code: 3},
        tags={"zanaryspacetag": 1},
    )
    under(workspace, "private-space")
    document = make_document(workspace, owner, "zanarydocument", "zanarydocumenttext")
    hang_file(document.page_ptr, "zanarydocumentfile", by=owner)
    write_post(
        page=document.page_ptr, by=owner, source="zanaryremark", language="en", key=uuid.uuid4()
    )
    for about_document in (None, document):
        keep_draft(
            workspace=workspace,
            document=about_document,
            by=owner,
            key=uuid.uuid4(),
            title="zanarydraft",
            text="zanarydrafttext",
        )
    task = make_task(workspace, owner, "zanarytask", text="zanarytasktext", people=[owner])
    forum = Forum.objects.filter(circle=workspace.own_circle_id).first() or make_forum(
        "zanaryspaceforum", audience="circle", circle=workspace.own_circle, by=owner
    )
    under(forum, "forum-of-a-space")
    topic = make_topic(forum, "zanaryspacetopic", by=owner, text="zanaryspacetopictext")
    under(topic, "inside-a-space")
    reply(topic, owner, "zanaryspacereply")
    return [workspace, document, task.page, forum, topic]


def under(page: Page, slug: str) -> None:
    """In a place that says nothing: an answer may well repeat the address it was asked for."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page.slug = slug


def hidden_records(alice: User, *, about: Subject) -> list[Page]:
    """Records of the library with a word of their own in each column that lists and files show."""
    kinds_of_hidden = (
        {"state": "pending"},
        {"state": "draft"},
        {"state": "archived"},
        {"circle": make_circle(alice)},
    )
    records = [
        make_resource(
            f"zanarytitlerecord{n}",
            subtype="course",
            details={"deadline": "2099-01-01", "cost": f"zanarycost{n}"},
            authors=[f"zanaryauthor{n}"],
            organisation=f"zanaryorganisation{n}",
            series=f"zanaryseries{n}",
            link=f"https://zanaryrecord{n}.example/",
            contributor=alice,
            about=[about],
            **fields,
        )
        for n, fields in enumerate(kinds_of_hidden)
    ]
    for n, record in enumerate(records):
        hang_file(record, f"zanaryfile{n}", by=alice)
    return records


def hang_file(page: Page, word: str, *, by: User) -> None:
    """A file with the word in it, in its name and in what it is called."""
    stored = keep_upload(stream=io.BytesIO(word.encode()), name=f"{word}name.txt", by=by)
    hang_files(page=page, files={"k": {"file": str(stored.pk), "title": f"{word}title"}})
