"""Somebody who has used everything: a row of theirs in every table that can refer to a person.

Whoever gives a model a foreign key to a person says in its app's privacy.py what becomes of it,
and gives Zanaria one here.
"""

import io
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from forums.actions import join, name_facilitators, write_summary
from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.discussions.actions import (
    edit_post,
    flag_post,
    hide_post,
    keep_draft,
    write_post,
)
from platform_site.discussions.models import Post, TalkModerator, mark_read
from platform_site.files.actions import hang_files, keep_upload
from platform_site.moderation.actions import (
    accept_revision,
    answer_report,
    ask_for_changes,
    assign_revision,
    contribute_page,
    refuse_revision,
    report_problem,
    suggest_change,
)
from platform_site.moderation.models import PostingRight, ReviewLanguages, Revision
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    prepare_digests,
    send_due,
    set_preference,
    write_letter,
)
from platform_site.notifications.models import Bounce, Delivery, PausedAddress, SavedSearch
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageGrant
from platform_site.people.actions import block_person, keep_unsent, report_messages
from platform_site.search.actions import refresh_lexicon
from tests.factories import (
    make_article,
    make_circle,
    make_reviewer,
    make_subject,
    make_user,
    proposal,
)
from tests.forums.places import make_e_discussion
from tests.people.profiles import answer_to, make_profile, write_to
from tests.workspaces.papers import make_task
from tests.workspaces.spaces import make_workspace, opened
from workspaces.actions import (
    accept_invitation,
    answer_request,
    ask_to_join,
    invite,
    offer_hand_over,
    show_member,
)
from workspaces.actions.drafts import keep_draft as keep_working_copy
from workspaces.actions.tasks import set_state
from workspaces.models import Inspection

NAME, EMAIL = "Zanaria Ovocanary", "zanaria.ovocanary@people.example"
PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PUBLISHED, REFUSED = "An article that stays", "An article that was refused"


@dataclass
class Story:
    zanaria: User
    bob: User
    mona: User
    article: Page
    client: Client


def live() -> Story:
    zanaria = make_user(NAME, email=EMAIL, works_for="academia")
    mona, bob = make_reviewer(), make_user("Bob")
    article = _contribute(zanaria, mona, bob)
    _send_files(zanaria, article)
    _talk(zanaria, mona, bob, article)
    _be_told(zanaria, article)
    _meet(zanaria, bob, mona)
    _review(zanaria, bob)
    _be_looked_after(zanaria, mona, article)
    _work_together(zanaria, bob)
    _discuss(zanaria)
    fan_out()
    prepare_digests()
    send_due()
    _come_back(zanaria)
    refresh_lexicon()
    return Story(zanaria, bob, mona, article, _sign_in(zanaria, article))


def _work_together(zanaria: User, bob: User) -> None:
    """In a workspace of her own and in one of Bob's."""
    own = opened(zanaria, join_policy="request")
    answer_request(
        request=ask_to_join(workspace=own, by=bob, words="Please"), by=zanaria, is_accepted=True
    )
    bobs = make_workspace(bob, "A plan of his own")
    accept_invitation(invitation=invite(workspace=bobs, by=bob, address=EMAIL), by=zanaria)
    invite(workspace=own, by=zanaria, address="somebody@people.example")
    show_member(workspace=own, by=zanaria, is_shown=True)
    other = opened(bob, join_policy="request", title="Another plan of his")
    ask_to_join(workspace=other, by=zanaria, words="I know the law")
    offer_hand_over(workspace=own, to=bob, by=zanaria)
    offer_hand_over(workspace=bobs, to=zanaria, by=bob)
    Inspection.objects.create(
        workspace=other, by=zanaria, reason="A report", ends_at=timezone.now()
    )
    keep_working_copy(
        workspace=own, document=None, by=zanaria, key=uuid.uuid4(), title="", text=f"{NAME} writes"
    )
    set_state(task=make_task(own, zanaria, people=[zanaria]), state="done", by=zanaria)


def _discuss(zanaria: User) -> None:
    """In an e-discussion that she takes part in, leads and sums up."""
    forum = make_e_discussion()
    name_facilitators(forum=forum, people=[zanaria])
    join(forum=forum, by=zanaria)
    words = {"title": "What was said", "abstract": "In short", "language": "en"}
    signed = {"authors": f"{NAME}; Bob", "source": "A summary that stays"}
    write_summary(forum=forum, by=zanaria, content=words | signed)


def _come_back(zanaria: User) -> None:
    """A mail to her came back, and we stopped writing to her address."""
    mail = Delivery.objects.filter(person=zanaria, channel="mail").earliest("pk")
    Bounce.objects.create(delivery=mail, address=EMAIL, is_hard=True, status="5.1.1")
    PausedAddress.objects.create(address=EMAIL, answer=f"550 5.1.1 {EMAIL}: nobody here")


def _send(person: User, title: str) -> Revision:
    return contribute_page(kind="article", proposal=proposal(title), by=person, key=uuid.uuid4())


def _suggest(page: Page, by: User, **changed: str) -> Revision:
    kind = kinds.get("article")
    base = kind.snapshot(kind.model.objects.get(pk=page.pk))
    return suggest_change(
        page=page,
        base=base,
        proposal=base | changed,
        by=by,
        key=uuid.uuid4(),
        comment=f"Signed {by.display_name}",
    )


def _contribute(zanaria: User, mona: User, bob: User) -> Page:
    """Published, refused, sent back, waiting; and changes of somebody else's page."""
    article = accept_revision(revision=_send(zanaria, PUBLISHED), by=mona)
    refuse_revision(revision=_send(zanaria, REFUSED), by=mona, reason="scope", text=f"Dear {NAME}")
    ask_for_changes(revision=_send(zanaria, f"By {NAME}, asked"), by=mona, text=f"Dear {NAME}")
    _send(zanaria, f"By {NAME}, waiting")
    other = make_article("An article of Bob's", contributor=bob)
    accept_revision(revision=_suggest(other, zanaria, kicker="Mended"), by=mona)
    _suggest(other, zanaria, summary=f"{NAME} was here")
    make_article("A draft", state="draft", contributor=zanaria, text=f"Draft of {EMAIL}")
    report_problem(page=other, what="link", text=f"I am {EMAIL}", by=zanaria, key=uuid.uuid4())
    return article


def _send_files(zanaria: User, article: Page) -> None:
    """One hangs on her published page, one waits for a form under a name with hers in it."""
    stays = keep_upload(stream=io.BytesIO(b"What stays"), name="stays.txt", by=zanaria)
    hang_files(page=article, files={"k": {"file": str(stays.pk), "title": ""}})
    keep_upload(stream=io.BytesIO(b"What goes"), name=f"{NAME}.txt", by=zanaria)


def _talk(zanaria: User, mona: User, bob: User, article: Page) -> None:
    for by, text in ((zanaria, "A comment that stays"), (bob, "An answer that stays")):
        write_post(page=article, by=by, source=text, language="en", key=uuid.uuid4())
    hidden = write_post(
        page=article, by=zanaria, source=f"Call {EMAIL}", language="en", key=uuid.uuid4()
    )
    hide_post(post=hidden, by=mona, reason="An address")
    _take_part(zanaria, article)


def _take_part(zanaria: User, article: Page) -> None:
    """A comment she changed, one she was writing, one she reported, a talk she looks after."""
    own = Post.objects.get(source="A comment that stays")
    changed = "A comment that stays, changed"
    edit_post(post=own, by=zanaria, source=changed, language="en", version=1)
    answer = Post.objects.get(source="An answer that stays")
    flag_post(post=answer, by=zanaria, reason="other", text=f"{NAME} minds")
    page = Page.objects.get(pk=article.pk)
    keep_draft(page=page, person=zanaria, source=f"{NAME} writes", language="en", seen=0)
    mark_read(page=page, person=zanaria, number=2)
    TalkModerator.objects.create(page=page, user=zanaria)


def _be_told(zanaria: User, article: Page) -> None:
    subject = make_subject("KHM", "Cambodia")
    follow_page(page=subject, by=zanaria, level="watching", frequency="now")
    set_preference(person_id=zanaria.pk, follows="now")
    SavedSearch.objects.create(user=zanaria, address="q=pension", words="pension")
    letter = {"language": "en", "subject": f"For {NAME}", "text": "Text", "html": "Text"}
    write_letter(to=zanaria, address=EMAIL, **letter)
    write_letter(to=None, address=EMAIL, **letter)


def _meet(zanaria: User, bob: User, mona: User) -> None:
    profile = make_profile(zanaria, handle="zanaria", orcid="0000-0002-1825-0097")
    received = write_to(profile, bob, "Words of Bob's that stay his")
    conversation = received.conversation
    report_messages(
        conversation=conversation,
        messages=[received],
        by=zanaria,
        text=f"{NAME} minds",
        key=uuid.uuid4(),
    )
    answer_to(conversation, zanaria, f"Yours, {NAME}")
    write_to(make_profile("Carol"), zanaria, f"A question of {NAME}'s")
    keep_unsent(to=bob, by=zanaria, text=f"{NAME} types")
    keep_unsent(to=zanaria, by=bob, text="Nobody knows of this")
    for person, other in ((zanaria, mona), (mona, zanaria)):
        block_person(person=other, by=person)
    Membership.objects.create(circle=make_circle(bob), user=zanaria)


def _review(zanaria: User, bob: User) -> None:
    """Zanaria used to be a reviewer."""
    revision = _send(bob, "An article that she decides on")
    assign_revision(revision=revision, to=zanaria)
    accept_revision(revision=revision, by=zanaria)
    page = Page.objects.get(pk=revision.page_id)
    report = report_problem(page=page, what="figure", text="Wrong", by=bob, key=uuid.uuid4())
    answer_report(report=report, by=zanaria, is_mended=True, answer="Mended")
    post = write_post(page=page, by=bob, source="Rude", language="en", key=uuid.uuid4())
    hide_post(post=post, by=zanaria, reason="Rude")
    PostingRight.objects.create(
        domain="spam.example", level="blocked", reason="Spam", given_by=zanaria
    )
    PageGrant.objects.create(page=page, user=bob, granted_by=zanaria)
    ReviewLanguages.objects.create(user=zanaria, languages=["en"])
    LogEntry.objects.create(user=zanaria, object_repr="Something", action_flag=CHANGE)


def _be_looked_after(zanaria: User, mona: User, article: Page) -> None:
    """What staff and the house itself keep of her."""
    PostingRight.objects.create(user=zanaria, level="trusted", reason="Known", given_by=mona)
    PageGrant.objects.create(page=article, user=zanaria, granted_by=mona)
    zanaria.groups.add(Group.objects.create(name="Writers"))
    zanaria.user_permissions.add(Permission.objects.get(codename="view_guide"))
    LogEntry.objects.create(
        user=mona, object_id=str(zanaria.pk), object_repr=NAME, action_flag=CHANGE
    )
    EmailAddress.objects.create(user=zanaria, email=EMAIL, verified=True, primary=True)
    TOTP.activate(zanaria, SECRET)
    RecoveryCodes.activate(zanaria)
    Authenticator.objects.create(
        user=zanaria, type=Authenticator.Type.WEBAUTHN, data={"name": f"Key of {NAME}"}
    )


def _sign_in(zanaria: User, article: Page) -> Client:
    """After a wrong password, and with a form that a session's end had kept."""
    Client().post("/en/accounts/login/", {"login": EMAIL, "password": "wrong"})
    client = Client()
    address = f"/en/pages/{article.pk}/comments/new/"
    sent = client.post(address, {"source": f"{NAME} types", "key": uuid.uuid4()})
    client.force_login(zanaria)
    client.get(f"{address}?kept={sent['Location'].rpartition('kept%3D')[2]}")
    return client
