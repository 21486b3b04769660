"""Who is told: compared with the rules said once more, plainly, over every combination."""

from itertools import product

import pytest
from django.db import connection, transaction
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.actions import contribute_page, refuse_revision
from platform_site.notifications.actions import fan_out, follow_page, set_preference
from platform_site.notifications.models import Delivery, Follow, Frequency, MailPreference, Outbox
from platform_site.notifications.wishes import unwanted
from platform_site.pages.models import Page, PageGrant
from platform_site.pages.permissions import can_view
from tests.factories import make_article, make_circle, make_reviewer, make_user, proposal
from tests.notifications.conftest import World, told

pytestmark = pytest.mark.django_db
LEVELS = [None, *Follow.Level.values]


def inboxes() -> set[tuple[int, int]]:
    """Every (person, page) that was told."""
    return set(Delivery.objects.inbox().values_list("person", "activity__page"))


def test_everyone_who_can_see_the_page_is_told_and_nobody_else(world: World) -> None:
    """Every state × audience × contributor, with everyone following everything."""
    mona, guest = make_reviewer(), make_user("Guest")
    gone = make_user("Gone", is_active=False)
    circle, other = make_circle(world.alice, world.bob, gone), make_circle(world.charlie)
    pages = [
        make_article(
            f"{state} {audience} {by}",
            state=state,
            audience=audience,
            circle=own if audience == "circle" else None,
            contributor=by,
            about=[world.cambodia],
        )
        for state, audience, by in product(Page.State, Page.Audience, [world.alice, None])
        for own in ([circle, other] if audience == "circle" else [None])
    ]
    PageGrant.objects.create(page=pages[-1], user=guest, granted_by=None)
    people = [world.alice, world.bob, world.charlie, mona, guest, gone]
    for person in people:
        follow_page(page=world.asia, by=person)
    for page in pages:
        record(verb=Activity.Verb.PUBLISHED, page=page, actor=None)

    fan_out()

    may_see = {
        (person.pk, page.pk)
        for person, page in product(people, pages)
        if person.is_active and can_view(person, page)
    }
    assert inboxes() == may_see
    assert len(may_see) > 20


OWN = {
    "published": {"normal", "tracking", "watching"},
    "revised": {"tracking", "watching"},
    "replied": {"normal", "tracking", "watching"},
}
ABOVE = OWN | {"replied": {"watching"}}


def is_told(verb: str, page: str | None, country: str | None, region: str | None) -> bool:
    """The rule in words: the page's own mute decides; then its follow; else a mute above; else
    the highest level above."""
    subjects = {country, region}
    if page == "muted" or page in OWN[verb]:
        return page != "muted"
    return "muted" not in subjects and bool(subjects & ABOVE[verb])


def test_levels_of_page_country_and_region_decide_together(world: World) -> None:
    article = make_article(about=[world.cambodia])
    combinations = {}
    for levels in product(LEVELS, repeat=3):
        person = make_user(f"Person {levels}")
        combinations[person.pk] = levels
        for page, level in zip((article, world.cambodia, world.asia), levels, strict=True):
            if level:
                follow_page(page=page, by=person, level=level)
    for verb in ("published", "revised", "replied"):
        record(verb=verb, page=article, actor=world.alice)

    fan_out()

    assert set(Delivery.objects.inbox().values_list("person", "activity__verb")) == {
        (person, verb)
        for (person, levels), verb in product(
            combinations.items(), ("published", "revised", "replied")
        )
        if is_told(verb, *levels)
    }
    # What was told would be sent: asked again, nobody refuses it.
    deliveries = Delivery.objects.inbox().select_related("person", "activity__page")
    assert [d for d in deliveries if unwanted([d], d.person)] == []


type Way = tuple[str, str, str]


def ways(often: str, overall: str | None, *, has_digest: bool) -> set[Way]:
    """Channel, frequency and what is said of a mail that will not be."""
    often = "never" if overall == "never" else often or overall or "daily"
    mail = ("mail", "", "") if often == "now" else ("digest", often, "")
    if often == "never" or (often != "now" and not has_digest):
        mail = ("mail", "", "stopped")
    return {("inbox", "", ""), mail}


def test_how_often_decides_the_channel(world: World) -> None:
    expected = {}
    for often, overall, has_digest in product(
        ["", *Frequency.values], [None, *Frequency.values], [True, False]
    ):
        person = make_user(f"Person {often} {overall} {has_digest}")
        follow_page(page=world.cambodia, by=person, frequency=often)
        preference = {"follows": overall} if overall else {}
        set_preference(person_id=person.pk, digest=has_digest, **preference)
        expected[person.pk] = ways(often, overall, has_digest=has_digest)
    world.publish()

    fan_out()

    found: dict[int, set[Way]] = {}
    for person, *way in Delivery.objects.values_list(
        "person", "channel", "frequency", "skipped_because"
    ):
        found.setdefault(person, set()).add(tuple(way))
    assert found == expected


def test_nobody_is_told_of_their_own_doing(world: World) -> None:
    follow_page(page=world.cambodia, by=world.alice)
    article = world.publish()
    world.comment(article, world.alice)

    fan_out()

    assert inboxes() == set()


def test_several_reasons_make_one_notice_at_the_soonest(world: World) -> None:
    follow_page(page=world.asia, by=world.bob, frequency="now")
    follow_page(page=world.cambodia, by=world.bob, frequency="daily")
    world.publish()

    fan_out()

    assert [told(world.bob, channel=c) for c in ("inbox", "mail", "digest")] == [
        [("published", "A pension law")],
        [("published", "A pension law")],
        [],
    ]


def test_of_two_followed_subjects_the_one_it_is_about_is_the_reason(world: World) -> None:
    for page in (world.asia, world.cambodia):
        follow_page(page=page, by=world.bob)
    world.publish()

    fan_out()

    assert set(Delivery.objects.values_list("followed__title", flat=True)) == {"Cambodia"}


def test_a_second_fan_out_tells_nothing_twice(world: World) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    article = world.publish()
    fan_out()
    before = list(Delivery.objects.values())
    Outbox.objects.create(activity=Activity.objects.get(page=article))

    assert fan_out() == 1

    assert list(Delivery.objects.values()) == before


def test_every_activity_waits_in_the_outbox_until_it_was_told(world: World) -> None:
    with transaction.atomic():
        world.publish("One")
        world.publish("Two")
    assert Outbox.objects.count() == 2

    assert fan_out(batch=1) == 2

    assert Outbox.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_activity_that_commits_after_a_later_one_is_told(world: World) -> None:
    """A cursor over ids would have passed it by."""
    follow_page(page=world.cambodia, by=world.bob)
    late = connection.copy()
    article = make_article("Late", about=[world.cambodia])
    with late.cursor() as cursor:
        late.set_autocommit(False)
        cursor.execute(
            "INSERT INTO activity_activity (verb, page_id, detail) VALUES ('published', %s, '{}')",
            [article.pk],
        )
    world.publish("Early")
    fan_out()
    assert told(world.bob) == [("published", "Early")]
    late.commit()
    late.close()

    fan_out()

    assert told(world.bob) == [("published", "Early"), ("published", "Late")]


def test_following_begins_when_it_begins(world: World) -> None:
    article = world.publish()
    Activity.objects.filter(page=article).update(
        happened_at=timezone.now() - timezone.timedelta(hours=1)
    )
    follow_page(page=world.cambodia, by=world.bob)

    fan_out()

    assert told(world.bob) == []


def test_whoever_contributed_or_commented_follows_from_then_on(world: World) -> None:
    article = world.publish()
    world.comment(article, world.charlie)
    world.comment(article, world.bob)

    fan_out()

    assert dict(Follow.objects.filter(page=article).values_list("user", "reason")) == {
        world.alice.pk: "contributed",
        world.charlie.pk: "commented",
        world.bob.pk: "commented",
    }
    article.refresh_from_db()
    assert article.counters.followers == 3
    assert told(world.alice) == [("replied", "A pension law")] * 2
    assert told(world.charlie) == [("replied", "A pension law")]


def test_a_translation_is_told_to_the_followers_of_the_original(world: World) -> None:
    original = make_article(about=[world.cambodia])
    follow_page(page=original, by=world.bob)
    translation = make_article("Une loi", translation_of=original, language="fr")
    record(verb=Activity.Verb.PUBLISHED, page=translation, actor=world.alice)

    fan_out()

    assert told(world.bob) == [("published", "Une loi")]


def test_a_decision_reaches_its_author_even_when_muted_and_nobody_else(world: World) -> None:
    mona = make_reviewer()
    revision = contribute_page(
        kind="article", proposal=proposal("Mine"), by=world.charlie, key=None
    )
    follow_page(page=revision.page, by=world.charlie, level="muted")
    follow_page(page=revision.page, by=world.bob)
    refuse_revision(revision=revision, by=mona, reason="source")

    fan_out()

    assert told(world.charlie, channel="mail") == [("decided", "Mine")]
    assert told(world.bob) == []


def test_reviewers_hear_of_what_waits_in_their_inbox_and_by_mail_if_they_ask(world: World) -> None:
    mona, omar = make_reviewer(), make_reviewer("Omar")
    set_preference(person_id=omar.pk, review="daily")
    contribute_page(kind="article", proposal=proposal("New"), by=world.charlie, key=None)

    fan_out()

    rows = Delivery.objects.values_list("person__display_name", "channel")
    assert sorted(rows) == [("Mona", "inbox"), ("Omar", "digest"), ("Omar", "inbox")]
    assert told(mona) == [("contributed", "New")]


def test_what_a_moderator_hides_is_told_to_its_author_alone(world: World) -> None:
    article = world.publish()
    post = world.comment(article, world.bob)
    for person in (world.bob, world.charlie):
        follow_page(page=article, by=person, level="watching")
    record(verb="hid", page=article, actor=world.alice, concerns=world.bob, post=post.pk)

    fan_out()

    assert ("hid", "A pension law") in told(world.bob)
    assert ("hid", "A pension law") not in told(world.charlie)


def test_who_left_the_circle_before_the_fan_out_is_not_told(world: World) -> None:
    circle = make_circle(world.bob, world.charlie)
    page = make_article("Secret", circle=circle, about=[world.cambodia])
    for person in (world.bob, world.charlie):
        follow_page(page=page, by=person)
    record(verb=Activity.Verb.REPLIED, page=page, actor=None, post=0)
    Membership.objects.filter(user=world.charlie).delete()

    fan_out()

    assert inboxes() == {(world.bob.pk, page.pk)}


def test_a_thousand_followers_are_told_by_as_many_queries_as_one(
    world: World, django_assert_max_num_queries: object
) -> None:
    people = User.objects.bulk_create(
        User(email=f"p{n}@people.example", display_name=f"P {n}") for n in range(1000)
    )
    Follow.objects.bulk_create(Follow(user=person, page=world.cambodia) for person in people)
    MailPreference.objects.create(user=people[0], follows="never")
    world.publish()

    with django_assert_max_num_queries(11):
        fan_out()

    assert Delivery.objects.filter(channel="inbox").count() == 1000
    assert Delivery.objects.filter(channel="digest").count() == 999
