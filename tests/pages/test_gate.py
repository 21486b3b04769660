"""The one gate: two faces, one rule, over every kind of person and state of page."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from platform_site.access.models import Membership
from platform_site.pages.actions import set_subjects
from platform_site.pages.models import Page, PageGrant, PageSubject
from platform_site.pages.permissions import can_view
from tests.factories import make_article, make_circle, make_reviewer, make_subject, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, object]:
    """Every state × audience × contributor, and one guest."""
    alice, bob, charlie = make_user("Alice"), make_user("Bob"), make_user("Charlie")
    mona, guest = make_reviewer(), make_user("Guest")
    circle = make_circle(alice, bob)
    pages = {}
    for state, audience, by in product(Page.State, Page.Audience, [alice, charlie]):
        page = make_article(
            f"{state} {audience} {by}",
            state=state,
            audience=audience,
            circle=circle if audience == "circle" else None,
            contributor=by,
        )
        pages[page.title] = page
    PageGrant.objects.create(page=pages["published circle Alice"], user=guest, granted_by=alice)
    people = [AnonymousUser(), alice, bob, charlie, mona, guest]
    return {"people": people, "pages": pages, "circle": circle, "alice": alice}


def test_visible_to_and_can_view_agree_for_every_person_and_page(world: dict) -> None:
    for person in world["people"]:
        visible = set(Page.objects.visible_to(person))

        assert visible == {page for page in Page.objects.all() if can_view(person, page)}


def test_a_stranger_sees_only_what_is_published_for_everyone(world: dict) -> None:
    visible = Page.objects.visible_to(AnonymousUser())

    assert set(visible.values_list("title", flat=True)) == {
        "published public Alice",
        "published public Charlie",
    }


def test_a_guest_sees_the_one_page_of_the_circle_and_no_other(world: dict) -> None:
    guest = world["people"][-1]

    in_circle = Page.objects.visible_to(guest).filter(circle__isnull=False)

    assert set(in_circle.values_list("title", flat=True)) == {"published circle Alice"}


def test_who_left_a_circle_sees_nothing_of_it_not_even_their_own(world: dict) -> None:
    alice = world["alice"]
    Membership.objects.filter(user=alice).delete()

    assert not Page.objects.visible_to(alice).filter(circle__isnull=False).exists()


def test_a_reviewer_reads_no_draft_and_nothing_of_a_circle(world: dict) -> None:
    mona = world["people"][4]

    visible = Page.objects.visible_to(mona)

    assert set(visible.values_list("state", flat=True)) == {"pending", "published", "archived"}
    assert not visible.filter(circle__isnull=False).exists()


def test_the_gate_reaches_what_hangs_on_a_page_by_its_path(world: dict) -> None:
    page = world["pages"]["pending public Alice"]
    PageSubject.objects.create(page=page, subject=make_subject("KHM", "Cambodia"))

    from platform_site.pages.models import visibility  # noqa: PLC0415 (reads as the rule does)

    outside = PageSubject.objects.filter(visibility(AnonymousUser(), prefix="page__"))

    assert not outside.exists()


def test_a_list_about_a_subject_admits_exactly_what_the_gate_admits(world: dict) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    for page in world["pages"].values():
        set_subjects(page=page, strengths={cambodia.pk: 3})

    for person in world["people"]:
        listed = Page.objects.listed_about(cambodia, kind="article", user=person)

        visible = Page.objects.published().of_kind("article").visible_to(person)
        assert set(listed) == set(visible)


def test_by_their_copies_links_admit_exactly_what_the_gate_admits(world: dict) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    for page in world["pages"].values():
        set_subjects(page=page, strengths={cambodia.pk: 3})

    for person in world["people"]:
        admitted = set(PageSubject.objects.admitting(person).values_list("page", flat=True))

        visible = Page.objects.published().visible_to(person).filter(kind="article")
        assert admitted == {page.pk for page in visible}
