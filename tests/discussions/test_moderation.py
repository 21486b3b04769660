"""Flags, tombstones, closing, moving: by whom, with what reason, told to whom."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.test import Client

from platform_site.access.models import Membership
from platform_site.activity.models import Activity
from platform_site.discussions.actions import (
    NothingToDo,
    date_talk,
    flag_post,
    hide_post,
    leave_post,
    lock_talk,
    move_posts,
    unhide_post,
)
from platform_site.discussions.models import (
    MovedPost,
    Post,
    PostFlag,
    Talk,
    TalkModerator,
    may_moderate,
    moderated_by,
)
from platform_site.discussions.talk import talk_about
from platform_site.notifications.actions import fan_out, follow_page
from platform_site.notifications.models import Delivery
from platform_site.notifications.told import tell
from platform_site.pages.models import Page, PageCounters, PageLink
from tests.discussions.talks import fill, new, write
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db


def address(post: Post, what: str) -> str:
    return f"/en/pages/{post.page_id}/comments/{post.number}/{what}/"


def lines(person: object) -> list[tuple[str, str]]:
    fan_out()
    rows = list(Delivery.objects.filter(person=person, channel="inbox").select_related("activity"))
    return [(one.said.line, one.said.text) for one in tell(rows, person)[0]]


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def acts() -> list[str]:
    rows = Activity.objects.filter(verb="moderated").order_by("pk")
    return [activity.detail["act"] for activity in rows]


def test_who_looks_after_a_talk() -> None:
    """One table for the condition and the question about one page."""
    owner, leader, bob = make_user("Owner"), make_user("Leader"), make_user("Bob")
    named, mona, charlie = make_user("Named"), make_reviewer(), make_user("Charlie")
    circle = make_circle(bob)
    Membership.objects.create(circle=circle, user=owner, role="owner")
    Membership.objects.create(circle=circle, user=leader, role="facilitator")
    inside, forum, topic = make_article(circle=circle), make_article("Forum"), make_article("Topic")
    hidden = make_article("Hidden", circle=make_circle(charlie))
    TalkModerator.objects.create(page=forum.page_ptr, user=named)
    TalkModerator.objects.create(page=hidden.page_ptr, user=named)
    PageLink.objects.create(page=topic.page_ptr, target=forum.page_ptr, kind="within")
    pages = [inside, forum, topic, hidden]

    table = {
        person.display_name: [page.title for page in pages if may_moderate(page, person)]
        for person in (owner, leader, bob, named, mona, charlie)
    }

    assert table == {
        "Owner": [inside.title],
        "Leader": [inside.title],
        "Bob": [],
        "Named": ["Forum", "Topic"],  # and not what they cannot see
        "Mona": ["Forum", "Topic"],
        "Charlie": [],
    }
    for person in (owner, leader, bob, named, mona, charlie):
        found = Page.objects.filter(moderated_by(person)).values_list("title", flat=True)
        assert sorted(found) == sorted(table[person.display_name])
        shown = [p for p in pages if talk_about(p, user=person).may_moderate]
        visible = {page.pk for page in Page.objects.visible_to(person)}
        assert [p.title for p in shown if p.pk in visible] == table[person.display_name]


def test_a_member_reports_a_comment_once_and_reviewers_are_told() -> None:
    alice, bob, mona = make_user("Alice"), make_user("Bob"), make_reviewer()
    post = write(make_article(), alice)
    client = signed_in(bob)

    for _twice in range(2):
        answer = client.post(address(post, "flag"), {"reason": "attack", "text": "Look"})
        assert answer.status_code == 302

    assert PostFlag.objects.count() == 1
    assert ("Somebody reported a comment on “A headline”", "") in lines(mona)
    assert lines(alice) == []


def test_a_report_in_a_circle_goes_to_those_who_lead_it() -> None:
    alice, bob, mona = make_user("Alice"), make_user("Bob"), make_reviewer()
    leader = make_user("Leader")
    circle = make_circle(alice, bob)
    Membership.objects.create(circle=circle, user=leader, role="facilitator")
    post = write(make_article(circle=circle), alice)

    flag_post(post=post, by=bob, reason="private")

    assert [person.display_name for person in (alice, bob, mona, leader) if lines(person)] == [
        "Leader"
    ]
    assert list(PostFlag.objects.visible_to(leader)) == list(PostFlag.objects.all())
    for other in (alice, bob, mona):
        assert PostFlag.objects.visible_to(other).count() == 0


def test_a_report_that_gives_no_reason_comes_back() -> None:
    post = write(make_article(), make_user("Alice"))
    client = signed_in(make_user("Bob"))

    for sent in ({"text": "Typed"}, {"reason": "other"}):
        answer = client.post(address(post, "flag"), sent)
        assert answer.status_code == 422
        assert sent.get("text", "") in answer.content.decode()
    assert PostFlag.objects.count() == 0


def test_nobody_reports_their_own_or_a_hidden_comment_or_without_an_account() -> None:
    alice = make_user("Alice")
    post = write(make_article(), alice)

    assert signed_in(alice).get(address(post, "flag")).status_code == 404
    assert Client().get(address(post, "flag")).status_code == 302
    hide_post(post=post, by=make_reviewer(), reason="Rude")
    assert signed_in(make_user("Bob")).get(address(post, "flag")).status_code == 404


def test_hiding_settles_the_reports_and_tells_the_author_why() -> None:
    alice, bob, mona, article = (
        make_user("Alice"),
        make_user("Bob"),
        make_reviewer(),
        make_article(),
    )
    post = write(article, alice, "zanary")
    flag_post(post=post, by=bob, reason="attack")
    client = signed_in(mona)
    assert "zanary" in client.get("/en/me/flags/").content.decode()

    client.post(address(post, "moderation"), {"act": "hide", "hide-reason": "It attacks a person"})

    assert "Nothing waits for you" in client.get("/en/me/flags/").content.decode()
    assert lines(alice) == [("Your comment on “A headline” was hidden", "It attacks a person")]
    assert lines(bob) == []
    shown = Client().get(article.get_absolute_url()).content.decode()
    assert "A moderator took this comment away: It attacks a person" in shown
    assert "zanary" not in shown


def test_hiding_needs_a_reason() -> None:
    post = write(make_article(), make_user("Alice"))

    answer = signed_in(make_reviewer()).post(address(post, "moderation"), {"act": "hide"})

    assert answer.status_code == 422
    assert not Post.objects.get().is_hidden


def test_what_was_hidden_can_be_shown_again_but_not_what_was_taken_back() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    post = write(make_article(), alice)
    hide_post(post=post, by=mona, reason="Rude")
    with pytest.raises(NothingToDo):
        hide_post(post=post, by=mona, reason="Twice")

    unhide_post(post=post, by=mona)

    assert not Post.objects.get().is_hidden
    assert [line for line, _text in lines(alice)] == [
        "Your comment on “A headline” is shown again",
    ]
    with pytest.raises(NothingToDo):
        unhide_post(post=post, by=mona)


def test_leaving_a_comment_settles_its_reports() -> None:
    mona, post = make_reviewer(), write(make_article(), make_user("Alice"))
    flag_post(post=post, by=make_user("Bob"), reason="wrong")

    leave_post(post=post, by=mona)

    assert PostFlag.objects.open().count() == 0
    assert acts() == ["leave"]
    assert not Post.objects.get().is_hidden


def test_a_closed_talk_says_why_and_takes_nothing() -> None:
    article, alice = make_article(), make_user("Alice")
    write(article, alice)
    mona = signed_in(make_reviewer())
    moderation = f"/en/pages/{article.pk}/comments/moderation/"

    mona.post(moderation, {"act": "lock", "lock-reason": "Too heated"})

    shown = Client().get(article.get_absolute_url()).content.decode()
    assert "Too heated" in shown
    assert "/comments/new/" not in shown
    refused = signed_in(alice).post(f"/en/pages/{article.pk}/comments/new/", new())
    assert refused.status_code == 422
    mona.post(moderation, {"act": "unlock"})
    assert signed_in(alice).post(f"/en/pages/{article.pk}/comments/new/", new()).status_code == 302
    assert acts() == ["lock", "unlock"]


def test_a_talk_has_its_days() -> None:
    article, alice = make_article(), make_user("Alice")
    opens = datetime(2027, 3, 1, 9, tzinfo=UTC)
    date_talk(page=article, opens_at=opens, closes_at=opens + timedelta(days=7))

    found = {}
    for name, at in {"before": -1, "during": 1, "after": 8}.items():
        with time_machine.travel(opens + timedelta(days=at)):
            found[name] = Talk.objects.get().is_open
    assert found == {"before": False, "during": True, "after": False}
    refused = signed_in(alice).post(f"/en/pages/{article.pk}/comments/new/", new())
    assert refused.status_code == 422


def test_pinning_is_said_in_the_row_of_the_talk() -> None:
    article = make_article()
    mona = signed_in(make_reviewer())
    moderation = f"/en/pages/{article.pk}/comments/moderation/"

    mona.post(moderation, {"act": "pin"})
    assert Talk.objects.get(page=article.pk).is_pinned
    mona.post(moderation, {"act": "unpin"})
    assert not Talk.objects.get(page=article.pk).is_pinned


def test_moved_comments_stand_at_the_end_and_their_links_arrive() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    here, there = make_article("Here"), make_article("There")
    fill(here, alice, 4)
    fill(there, alice, 2)
    client = signed_in(mona)

    answer = client.post(
        f"/en/pages/{here.pk}/comments/moderation/",
        {
            "act": "move",
            "move-numbers": "2-3",
            "move-to": f"https://platform.example{there.get_absolute_url()}?posts=1#talk",
            "move-reason": "Another question",
        },
    )

    assert answer["Location"] == f"{there.get_absolute_url()}#post-3"
    rows = Post.objects.order_by("page", "number").values_list("page__title", "number", "source")
    assert list(rows) == [
        ("Here", 1, "Post 1"),
        ("Here", 4, "Post 4"),
        ("There", 1, "Post 1"),
        ("There", 2, "Post 2"),
        ("There", 3, "Post 2"),
        ("There", 4, "Post 3"),
    ]
    old = Client().get(f"/en/pages/{here.pk}/comments/3/")
    assert (old.status_code, old["Location"]) == (303, f"{there.get_absolute_url()}#post-4")
    shown = Client().get(here.get_absolute_url()).content.decode()
    assert shown.count("This comment was moved: Another question") == 2
    assert f'href="{there.get_absolute_url()}#post-4"' in shown
    counters = dict(PageCounters.objects.values_list("page", "posts"))
    assert (counters[here.pk], counters[there.pk]) == (2, 4)
    assert ("Your comment was moved to “There”", "Another question") in lines(alice)


def test_a_number_is_never_given_twice() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    here, there = make_article("Here"), make_article("There")
    write(here, alice)
    last = write(here, alice)

    move_posts(posts=[last], to=there, by=mona, reason="Not here")

    assert write(here, alice).number == 3
    assert MovedPost.objects.get().number == 2


def test_where_a_comment_went_is_told_to_those_who_may_see_it() -> None:
    alice, owner = make_user("Alice"), make_user("Owner", is_staff=False)
    circle = make_circle(alice)
    Membership.objects.create(circle=circle, user=owner, role="owner")
    here, there = make_article("Here"), make_article("zanarytitle", circle=circle)
    TalkModerator.objects.create(page=here.page_ptr, user=owner)
    post = write(here, alice, "zanaryword")
    signed_in(owner).post(
        address(post, "moderation"),
        {"act": "move", "move-to": there.get_absolute_url(), "move-reason": "For the circle"},
    )
    assert Post.objects.get().page_id == there.pk

    stranger = signed_in(make_user("Charlie"))
    shown = stranger.get(here.get_absolute_url()).content.decode()

    assert "This comment was moved: For the circle" in shown
    assert "zanary" not in shown
    assert there.get_absolute_url() not in shown
    assert stranger.get(f"/en/pages/{here.pk}/comments/1/").status_code == 404


def test_what_was_said_of_a_moved_comment_is_not_told_where_it_was() -> None:
    """Bob follows the page the comment left, and may not see the one it went to."""
    alice, bob, mona = make_user("Alice"), make_user("Bob"), make_reviewer()
    here, there = make_article("Here"), make_article(circle=make_circle(alice))
    follow_page(page=here, by=bob)
    post = write(here, alice, "zanaryword")
    move_posts(posts=[post], to=there.page_ptr, by=mona, reason="For the circle")

    assert lines(bob) == []


@pytest.mark.parametrize(
    "to", ["", "nonsense", "/en/news/2026/nothing/", "/en/", "https://", "١-x", "9" * 400, "\0"]
)
def test_comments_move_only_to_a_talk_one_looks_after(to: str) -> None:
    article = make_article()
    post = write(article, make_user("Alice"))

    answer = signed_in(make_reviewer()).post(
        address(post, "moderation"), {"act": "move", "move-to": to, "move-reason": "Because"}
    )

    assert answer.status_code == 422
    assert Post.objects.get().page_id == article.pk


def test_a_facilitator_moves_nothing_into_a_talk_of_others() -> None:
    leader, article, other = make_user("Leader"), make_article(), make_article("Other")
    TalkModerator.objects.create(page=article.page_ptr, user=leader)
    post = write(article, make_user("Alice"))

    answer = signed_in(leader).post(
        address(post, "moderation"),
        {"act": "move", "move-to": other.get_absolute_url(), "move-reason": "Because"},
    )

    assert answer.status_code == 422
    assert Post.objects.get().page_id == article.pk


@pytest.mark.parametrize("numbers", ["x", "1-", "1--2", "1-9999999", "", "0x1"])
def test_numbers_that_are_none_come_back(numbers: str) -> None:
    article = make_article()
    write(article, make_user("Alice"))

    answer = signed_in(make_reviewer()).post(
        f"/en/pages/{article.pk}/comments/moderation/",
        {"act": "move", "move-numbers": numbers, "move-to": "/en/", "move-reason": "Because"},
    )

    assert answer.status_code == 422


def test_the_pages_of_moderators_are_theirs() -> None:
    alice, article = make_user("Alice"), make_article()
    post = write(article, alice)
    charlie = make_user("Charlie")

    for path in (address(post, "moderation"), f"/en/pages/{article.pk}/comments/moderation/"):
        assert Client().get(path).status_code == 302
        for person in (alice, charlie):
            assert signed_in(person).get(path).status_code == 404
            assert signed_in(person).post(path, {"act": "lock"}).status_code == 404
    assert Activity.objects.filter(verb__in=["hid", "moderated"]).count() == 0


def test_a_reviewer_has_no_hand_in_a_circle() -> None:
    alice = make_user("Alice")
    post = write(make_article(circle=make_circle(alice)), alice)

    assert signed_in(make_reviewer()).get(address(post, "moderation")).status_code == 404


def test_every_act_leaves_its_activity_or_nothing() -> None:
    """An act whose activity cannot be written does not happen."""
    article, mona = make_article(), make_reviewer()
    post = write(article, make_user("Alice"))
    acts_of = "platform_site.discussions.actions.moderate.record"

    with patch(acts_of, side_effect=RuntimeError), pytest.raises(RuntimeError):
        hide_post(post=post, by=mona, reason="Rude")
    with patch(acts_of, side_effect=RuntimeError), pytest.raises(RuntimeError):
        lock_talk(page=article, by=mona, reason="Rude")

    assert not Post.objects.get().is_hidden
    assert Talk.objects.count() == 0
