"""Who may get what: every kind of person, every address, one row of each kind of thing.

`RULES` says for each named address who may have an answer from it. A name that is not there fails
the run; the cast and the things are made by the real verbs.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from forums.models import Forum
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import contribute_page
from tests.factories import make_article, make_reviewer, make_user, proposal
from tests.forums.places import make_forum, make_topic, reply
from tests.people.profiles import answer_to, in_touch, make_profile
from tests.workspaces.spaces import confirmed, make_workspace, put_in
from workspaces.actions import admit_guest, invite, leave_workspace
from workspaces.actions.documents import create_document
from workspaces.actions.tasks import add_task
from workspaces.models import JoinRequest, Workspace

WORD = "zanary"

INSIDERS = frozenset({"owner", "facilitator", "member"})
IN_CHARGE = frozenset({"owner", "facilitator"})
SIGNED_IN = frozenset(
    {*INSIDERS, "unverified", "stranger", "guest", "invited", "former", "moderator"}
    | {"administrator"}
)
EVERYONE = SIGNED_IN | {"anonymous"}
REVIEWERS = frozenset({"moderator", "administrator"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Thing:
    """What stands in an address, and who may see it."""

    row: Any
    seen_by: frozenset[str]


@dataclass
class World:
    cast: dict[str, Any]
    own: dict[str, Any]
    foreign: dict[str, Any]
    pages: list[Thing]
    faces: list[Thing]


def make_world() -> World:
    cast = _cast()
    own = _space(cast["owner"], visibility="circle")
    foreign = _space(cast["other"], visibility="circle")
    shown = _space(cast["other"], visibility="members")
    workspace: Workspace = own["workspace"]
    put_in(workspace, cast["facilitator"], "facilitator")
    put_in(workspace, cast["member"])
    put_in(workspace, cast["former"])
    leave_workspace(workspace=workspace, by=cast["former"])
    own["grant"] = admit_guest(page=own["document"], person=cast["guest"], by=cast["owner"])
    own["invitation"] = invite(workspace=workspace, by=cast["owner"], address=cast["invited"].email)
    for space in (own, foreign):
        space["request"] = JoinRequest.objects.create(
            workspace=space["workspace"], user=cast["stranger"], words=f"{WORD}asks"
        )
    foreign["grant"] = admit_guest(page=foreign["document"], person=cast["other"], by=cast["other"])
    foreign["invitation"] = invite(
        workspace=foreign["workspace"], by=cast["other"], address="zed@people.example"
    )
    _conversation(cast)
    reviewed = contribute_page(
        kind="article", proposal=proposal(f"{WORD}pending"), by=cast["other"], key=uuid.uuid4()
    ).page
    pages = [
        Thing(make_article("Open to all", contributor=cast["other"]), EVERYONE),
        Thing(make_article(f"{WORD}members", audience="members"), SIGNED_IN),
        Thing(reviewed, REVIEWERS),
        Thing(make_article(f"{WORD}draft", state="draft", contributor=cast["other"]), NOBODY),
        Thing(own["topic"].page_ptr, INSIDERS),
        Thing(own["document"].page_ptr, INSIDERS | {"guest"}),
        Thing(own["private"].page_ptr, INSIDERS),
        Thing(foreign["document"].page_ptr, NOBODY),
        Thing(foreign["topic"].page_ptr, NOBODY),
        Thing(shown["document"].page_ptr, NOBODY),
    ]
    for thing in pages:
        by = thing.row.contributor or cast["other"]
        if thing.row.state == "published" and thing.row.audience != "circle":
            write_post(page=thing.row, by=by, source="A word.", language="en", key=uuid.uuid4())
    faces = [
        Thing(own["workspace"], INSIDERS),
        Thing(foreign["workspace"], NOBODY),
        Thing(shown["workspace"], SIGNED_IN),
    ]
    cast["shown"] = shown
    return World(cast=cast, own=own, foreign=foreign, pages=pages, faces=faces)


def _cast() -> dict[str, Any]:
    administrator = make_user("Ada", is_staff=True, is_superuser=True)
    people = {
        role: confirmed(role.title())
        for role in ("owner", "facilitator", "member", "guest", "invited", "former", "stranger")
    }
    return people | {
        "anonymous": AnonymousUser(),
        "unverified": make_user("Una"),
        "moderator": make_reviewer(),
        "administrator": administrator,
        "other": confirmed("Olga"),
    }


def _space(owner: User, **fields: Any) -> dict[str, Any]:
    """A workspace with one of everything inside; each title holds the word."""
    workspace = make_workspace(owner, f"{WORD}workspace", **fields)
    document = create_document(
        workspace=workspace,
        title=f"{WORD}document",
        text=f"{WORD}text",
        by=owner,
        key=uuid.uuid4(),
    )
    private = create_document(
        workspace=workspace, title=f"{WORD}private", text="Private.", by=owner, key=uuid.uuid4()
    )
    task = add_task(
        workspace=workspace, title=f"{WORD}task", by=owner, key=uuid.uuid4(), people=[owner]
    )
    forum = Forum.objects.filter(circle=workspace.own_circle_id).first() or make_forum(
        f"{WORD}forum", audience="circle", circle=workspace.own_circle, by=owner
    )
    topic = make_topic(forum, f"{WORD}topic", by=owner)
    reply(topic, owner, f"{WORD}post")
    for page in (document, private):
        write_post(
            page=page.page_ptr, by=owner, source=f"{WORD}post", language="en", key=uuid.uuid4()
        )
    return {
        "workspace": workspace,
        "document": document,
        "private": private,
        "task": task,
        "forum": forum,
        "topic": topic,
    }


def _conversation(cast: dict[str, Any]) -> None:
    """Between the owner and the facilitator: the two, and nobody else."""
    profile = make_profile(cast["facilitator"], handle="facilitator", shown_to="members")
    cast["conversation"] = in_touch(profile, cast["owner"], f"{WORD}message")
    answer_to(cast["conversation"], cast["facilitator"], f"{WORD}answer")


# One address: what fills it, who may have an answer from a GET, and who from a POST.
type Case = tuple[list[Any], frozenset[str], frozenset[str]]
type Rule = Callable[[World], Iterator[Case]]


def of_pages(
    reads: Callable[[Thing], frozenset[str]] = lambda thing: thing.seen_by,
    writes: Callable[[Thing], frozenset[str]] | None = None,
    rest: tuple[Any, ...] = (),
) -> Rule:
    def cases(world: World) -> Iterator[Case]:
        for thing in world.pages:
            read = reads(thing)
            yield [thing.row.pk, *rest], read, read if writes is None else writes(thing)

    return cases


def signed_in(thing: Thing) -> frozenset[str]:
    return thing.seen_by & SIGNED_IN


def of_workspaces(own: frozenset[str], face: bool = False) -> Rule:
    """Below the address of a workspace: `own` is who of the first one's circle may."""

    def cases(world: World) -> Iterator[Case]:
        for thing in world.faces:
            if face:
                yield [thing.row.slug], thing.seen_by & SIGNED_IN, thing.seen_by & SIGNED_IN
            else:
                admitted = own if thing.row.pk == world.own["workspace"].pk else NOBODY
                yield [thing.row.slug], admitted, admitted

    return cases


def of_parts(part: str, own: frozenset[str]) -> Rule:
    """A workspace and a row of its own, of another one, and the other way round."""

    def cases(world: World) -> Iterator[Case]:
        mine, theirs = _part(world, part)
        for slug, row, admitted in (
            (world.own["workspace"].slug, mine, own),
            (world.own["workspace"].slug, theirs, NOBODY),
            (world.foreign["workspace"].slug, mine, NOBODY),
            (world.foreign["workspace"].slug, theirs, NOBODY),
        ):
            yield [slug, row], admitted, admitted

    return cases


def _part(world: World, part: str) -> tuple[int, int]:
    if part == "person":
        return world.cast["member"].pk, world.cast["other"].pk
    return world.own[part].pk, world.foreign[part].pk


def of_documents(*rest: Any, guest: bool = False) -> Rule:
    def cases(world: World) -> Iterator[Case]:
        for space in (world.own, world.foreign, world.cast["shown"]):
            for name in ("document", "private"):
                admitted = INSIDERS if space is world.own else NOBODY
                if guest and space is world.own and name == "document":
                    admitted |= {"guest"}
                yield [space[name].pk, *rest], admitted, admitted

    return cases


def of_tasks(world: World) -> Iterator[Case]:
    for space in (world.own, world.foreign, world.cast["shown"]):
        admitted = INSIDERS if space is world.own else NOBODY
        yield [space["task"].pk], admitted, admitted


def of_articles(world: World) -> Iterator[Case]:
    for thing in world.pages:
        if thing.row.kind == "article":
            yield [thing.row.created_at.year, thing.row.slug], thing.seen_by, thing.seen_by


def of_inspections(world: World) -> Iterator[Case]:
    """Administrators say why, and the owners are told: anywhere, but nobody else may."""
    for thing in world.faces:
        yield [thing.row.slug], frozenset({"administrator"}), frozenset({"administrator"})


def of_task_lists(world: World) -> Iterator[Case]:
    for space in (world.own, world.foreign, world.cast["shown"]):
        admitted = INSIDERS if space is world.own else NOBODY
        yield [space["task"].page_id], admitted, admitted


def of_forums(world: World) -> Iterator[Case]:
    for space in (world.own, world.foreign, world.cast["shown"]):
        admitted = INSIDERS if space is world.own else NOBODY
        yield [space["forum"].slug], admitted, admitted


def of_topics(world: World) -> Iterator[Case]:
    """Under its own forum, and under one where it does not lie: that leads to its place."""
    for space in (world.own, world.foreign):
        for forum in (world.own["forum"], world.foreign["forum"]):
            admitted = INSIDERS if space is world.own else NOBODY
            yield [forum.slug, space["topic"].pk, space["topic"].slug], admitted, admitted


def of_the_conversation(world: World) -> Iterator[Case]:
    two = frozenset({"owner", "facilitator"})
    yield [world.cast["conversation"].pk], two, two


def nothing_guessed(*arguments: Any) -> Rule:
    """A token or a number that nobody was given."""

    def cases(world: World) -> Iterator[Case]:
        yield list(arguments), NOBODY, NOBODY

    return cases


def with_the_link(world: World) -> Iterator[Case]:
    """The link of an invitation is the secret; only who has the address can use it."""
    yield [world.own["invitation"].token], EVERYONE, frozenset({"invited"})
    yield ["guessed"], NOBODY, NOBODY


def of_people(world: World) -> Iterator[Case]:
    """A profile that members see."""
    yield ["facilitator"], SIGNED_IN, SIGNED_IN


def written_to(world: World) -> Iterator[Case]:
    yield ["facilitator"], SIGNED_IN, SIGNED_IN


def by_key(world: World) -> Iterator[Case]:
    for thing in world.pages:
        yield [thing.row.kind, thing.row.pk], thing.seen_by, thing.seen_by


def members_only(world: World) -> Iterator[Case]:
    """A person's own pages: everyone who signed in has theirs."""
    yield [], SIGNED_IN, SIGNED_IN


def in_charge_of_the_talk(thing: Thing) -> frozenset[str]:
    """Reviewers where everyone or every member reads, the circle's own where it does not."""
    return REVIEWERS if thing.row.circle_id is None else thing.seen_by & IN_CHARGE


MEMBERS_ONLY = """
    account_change_password account_email account_reauthenticate
    account_set_password change-follows flags follows inbox inbox-reading mail-address mail-ledger
    mail-preferences me mfa_activate_totp mfa_add_webauthn mfa_deactivate_totp
    mfa_download_recovery_codes mfa_generate_recovery_codes mfa_index mfa_list_webauthn
    mfa_reauthenticate mfa_reauthenticate_webauthn mfa_view_recovery_codes people:blocked
    people:delete people:edit people:export people:messages unread uploads:new follow-search
    workspaces:new
""".split()

# Whoever comes gets an answer; that it tells nothing of what is hidden is another test's matter.
OPEN = """
    about account_confirm_email account_confirm_login_code account_email_verification_sent
    account_inactive account_login account_logout account_preferences account_reset_password
    account_reset_password_done account_reset_password_from_key
    account_reset_password_from_key_done account_signup contribute contribute-page
    countries:add-row countries:change-row countries:data countries:detail countries:group
    countries:instrument countries:instruments countries:list countries:region country-choice
    demo-mail demo-mail-detail display events:calendar events:feed events:list favicon feed feeds
    forums:feed forums:list forums:new glossary:detail glossary:export glossary:export-one
    glossary:feed pages:tags
    glossary:list glossary:new-definition glossary:new-designation guide healthz home
    indicators:data indicators:detail indicators:list mfa_authenticate mfa_login_webauthn news:feed
    news:list old-address older-address open-search organisations:detail organisations:list
    pages:tag pages:tag-feed people:feed people:list preview programmes:detail programmes:list
    programmes:project programmes:project-data programmes:project-feed programmes:project-list
    readyz resources:duplicates resources:export resources:feed resources:fields resources:list
    robots search search-feed search-suggest sitemap sitemap-part themes:detail themes:list
    translations workspaces:feed workspaces:list
""".split()

# Pages of kinds of which the world has none: tests/security/test_canaries fills these.
ELSEWHERE = """
    events:detail events:file resources:cite resources:detail mfa_edit_webauthn
    mfa_remove_webauthn
""".split()

RULES: dict[str, Rule] = {
    **dict.fromkeys(MEMBERS_ONLY, members_only),
    "by-key": by_key,
    "comment": of_pages(signed_in),
    "comment-draft": of_pages(signed_in),
    "edit-post": of_pages(lambda thing: thing.seen_by & {"owner"} & SIGNED_IN, rest=(1,)),
    "flag-post": of_pages(signed_in, rest=(1,)),
    "follow": of_pages(signed_in),
    "moderate-post": of_pages(in_charge_of_the_talk, rest=(1,)),
    "moderate-talk": of_pages(in_charge_of_the_talk),
    "post": of_pages(rest=(1,)),
    "post-history": of_pages(rest=(1,)),
    "withdraw-post": of_pages(lambda thing: thing.seen_by & {"owner"}, rest=(1,)),
    "news:detail": of_articles,
    "workspaces:inspection": of_inspections,
    "report-problem": of_pages(),
    "suggest-change": of_pages(),
    "forums:detail": of_forums,
    "forums:forum-feed": of_forums,
    "forums:new-topic": of_forums,
    "forums:participation": of_forums,
    "forums:summary": of_forums,
    "forums:publication": of_forums,
    "forums:topic": of_topics,
    "forums:move": of_topics,
    "people:detail": of_people,
    "people:contact": written_to,
    "people:unsent": written_to,
    "people:block": written_to,
    "people:conversation": of_the_conversation,
    "people:conversation-unsent": of_the_conversation,
    "people:acceptance": of_the_conversation,
    "people:end": of_the_conversation,
    "people:mute": of_the_conversation,
    "people:block-other": of_the_conversation,
    "people:copy": of_the_conversation,
    "people:report": of_the_conversation,
    "people:message": nothing_guessed(0),
    "people:unblock": nothing_guessed(0),
    "receipt": nothing_guessed("guessed"),
    "revise-contribution": nothing_guessed("guessed"),
    "unsubscribe": nothing_guessed("guessed"),
    "working-address": nothing_guessed("guessed"),
    "files:newest": nothing_guessed(0),
    "files:version": nothing_guessed(0, 1),
    "files:upload": nothing_guessed(uuid.UUID(int=0)),
    "workspaces:invitation": with_the_link,
    "workspaces:detail": of_workspaces(INSIDERS, face=True),
    "workspaces:join": of_workspaces(INSIDERS, face=True),
    "workspaces:withdrawal": of_workspaces(INSIDERS, face=True),
    "workspaces:leave": of_workspaces(INSIDERS),
    **dict.fromkeys(
        (
            f"workspaces:{name}"
            for name in (
                *("inside", "discussions", "members", "shown", "documents", "new-document"),
                *("new-draft", "removed-documents", "files", "tasks", "tasks-csv", "tasks-ics"),
            )
        ),
        of_workspaces(INSIDERS),
    ),
    **dict.fromkeys(
        (f"workspaces:{name}" for name in ("requests", "invitations", "guests")),
        of_workspaces(IN_CHARGE),
    ),
    **dict.fromkeys(
        (f"workspaces:{name}" for name in ("settings", "closing")),
        of_workspaces(frozenset({"owner"})),
    ),
    "workspaces:export": of_workspaces(INSIDERS),
    "workspaces:hand-over": of_workspaces(INSIDERS),
    "workspaces:inspections": of_workspaces(INSIDERS),
    "workspaces:member": of_parts("person", INSIDERS),
    "workspaces:sent-invitation": of_parts("invitation", IN_CHARGE),
    "workspaces:revocation": of_parts("grant", IN_CHARGE),
    "workspaces:request": of_parts("request", IN_CHARGE),
    "workspaces:document": of_documents(guest=True),
    "workspaces:edit-document": of_documents(guest=True),
    "workspaces:draft": of_documents(guest=True),
    "workspaces:editors": of_documents(guest=True),
    "workspaces:document-export": of_documents("md", guest=True),
    "workspaces:history": of_documents(),
    "workspaces:comparison": of_documents(),
    "workspaces:version": of_documents(1),
    "workspaces:restoration": of_documents(1),
    "workspaces:place": of_documents(),
    "workspaces:removal": of_documents(),
    "workspaces:return": of_documents(),
    "workspaces:document-guests": of_documents(),
    "workspaces:into-library": of_documents(),
    "workspaces:document-files": of_documents(),
    "workspaces:discard-draft": nothing_guessed(uuid.UUID(int=0)),
    "workspaces:task": of_tasks,
    "workspaces:task-state": of_tasks,
    "workspaces:task-list": of_task_lists,
}
