"""A person's own page: made and changed by them alone, seen by whom they say."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from platform_site.accounts.models import OrganisationType, Side, User
from platform_site.activity.models import Activity
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject
from platform_site.people.actions import HandleTaken, save_profile
from platform_site.people.handles import clean_handle, suggest_handle
from platform_site.people.models import Profile
from platform_site.people.orcid import clean_orcid
from tests.factories import make_reviewer, make_subject, make_user
from tests.people.profiles import ORCID, content, make_profile

pytestmark = pytest.mark.django_db
EDIT = "/en/me/profile/"


@pytest.fixture
def alice() -> User:
    return make_user("Alice")


@pytest.fixture
def own(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


def form(**fields: Any) -> dict[str, Any]:
    return {
        "display_name": "Alice",
        "handle": "alice",
        "works_for": "workers",
        "role": "Adviser",
        "organisation": "Union of Examples",
        "country": "",
        "subjects": "",
        "languages": ["en", "ar"],
        "text": "Knows **pensions**.",
        "language": "en",
        "orcid": "",
        "shown_to": "public",
    } | fields


def test_a_person_makes_a_profile_and_it_is_there_at_once(own: Client, alice: User) -> None:
    make_subject("KHM", "Cambodia")

    response = own.post(EDIT, form(subjects="cambodia", country="KHM", orcid=ORCID))

    assert response["Location"] == "/en/people/alice/"
    shown = Client().get("/en/people/alice/").content.decode()
    for words in ("Alice", "Adviser", "Union of Examples", "<strong>pensions</strong>"):
        assert words in shown
    for words in ("Cambodia", ORCID, "العربية", "Workers’ organisation"):
        assert words in shown
    assert alice.email not in shown
    assert [(a.verb, a.actor_id) for a in Activity.objects.all()] == [("published", alice.pk)]


def test_a_change_is_at_once_recorded_and_in_no_queue(own: Client, alice: User) -> None:
    own.post(EDIT, form())
    own.post(EDIT, form(role="Head of research", display_name="Alice A."))

    profile = Profile.objects.get()
    assert (profile.role, profile.title, profile.version) == ("Head of research", "Alice A.", 2)
    assert User.objects.get(pk=alice.pk).display_name == "Alice A."
    assert [a.verb for a in Activity.objects.order_by("pk")] == ["published", "revised"]
    assert profile.revisions.count() == 0


def test_the_form_says_what_the_account_says_already(own: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(works_for="donor")
    make_subject("KHM", "Cambodia")

    shown = own.get(f"{EDIT}?about=KHM")

    fields = shown.context["form"].initial
    assert (fields["display_name"], fields["handle"]) == ("Alice", "alice")
    assert (fields["works_for"], fields["subjects"]) == ("donor", "Cambodia")


def test_what_is_refused_comes_back_as_it_was_typed(own: Client) -> None:
    response = own.post(
        EDIT, form(orcid="0000-0002-1825-0098", subjects="Atlantis", text="Long text")
    )

    assert response.status_code == 422
    shown = response.content.decode()
    for words in ("0000-0002-1825-0098", "Atlantis", "Long text", "Union of Examples"):
        assert words in shown
    assert not Profile.objects.exists()


def test_a_session_that_ended_gives_back_what_was_typed(alice: User) -> None:
    client = Client()
    sent = client.post(EDIT, form(role="Typed before the session ended"))
    assert "kept%3D" in sent["Location"]
    client.force_login(alice)
    token = sent["Location"].rpartition("kept%3D")[2]

    shown = client.get(f"{EDIT}?kept={token}").content.decode()

    assert "Typed before the session ended" in shown


@pytest.mark.parametrize(
    ("shown_to", "stranger", "member", "reviewer"),
    [("public", 200, 200, 200), ("members", 404, 200, 200), ("nobody", 404, 404, 404)],
)
def test_a_profile_is_seen_by_whom_its_person_says(
    shown_to: str, stranger: int, member: int, reviewer: int
) -> None:
    profile = make_profile("Alice", shown_to=shown_to)
    seen = {}
    for name, user in (("member", make_user("Bob")), ("reviewer", make_reviewer())):
        client = Client()
        client.force_login(user)
        seen[name] = client.get(profile.get_absolute_url()).status_code

    assert Client().get(profile.get_absolute_url()).status_code == stranger
    assert seen == {"member": member, "reviewer": reviewer}


def test_a_person_sees_their_own_hidden_profile(own: Client, alice: User) -> None:
    profile = make_profile(alice, shown_to="nobody")

    shown = own.get(profile.get_absolute_url())

    assert shown.status_code == 200
    assert "Only you see this profile" in shown.content.decode()


def test_showing_it_again_is_not_told_as_new(alice: User) -> None:
    for shown_to in ("public", "nobody", "members"):
        make_profile(alice, shown_to=shown_to)

    verbs = Activity.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["published", "revised", "revised"]


def test_what_staff_took_off_the_site_stays_off(own: Client, alice: User) -> None:
    profile = make_profile(alice)
    mona = make_reviewer()
    staff = Client()
    staff.force_login(mona)
    address = "/admin/people/profile/"
    chosen = {"action": "archive_selected", "_selected_action": [profile.pk]}

    staff.post(address, chosen)
    own.post(EDIT, form(shown_to="public", role="Still here"))

    assert Client().get(profile.get_absolute_url()).status_code == 404
    assert Profile.objects.get().role == "Still here"
    assert "Staff took your profile off the site" in own.get(EDIT).content.decode()

    staff.post(address, chosen | {"action": "put_back_selected"})

    assert Client().get(profile.get_absolute_url()).status_code == 200


def test_staff_do_not_write_what_a_profile_says(alice: User) -> None:
    profile = make_profile(alice)
    staff = Client()
    staff.force_login(make_reviewer())

    assert staff.get(f"/admin/people/profile/{profile.pk}/change/")["Location"] == (
        "/en/people/" + profile.slug + "/"
    )
    suggestion = staff.get(f"/en/pages/{profile.pk}/suggestions/new/")
    assert suggestion["Location"].endswith("/reports/new/")


def test_nobody_comments_on_a_person(alice: User) -> None:
    profile = make_profile(alice)
    client = Client()
    client.force_login(make_user("Bob"))

    assert client.get(f"/en/pages/{profile.pk}/comments/new/").status_code == 404


def test_a_name_changed_in_the_preferences_is_changed_here(alice: User) -> None:
    make_profile(alice)

    alice.display_name, alice.works_for = "Alice B.", "ngo"
    alice.save()

    assert Profile.objects.values_list("title", "subtype").get() == ("Alice B.", "ngo")


def test_an_organisation_that_we_know_is_linked_whatever_its_case(alice: User) -> None:
    known = make_subject("ILO", "International Labour Organization", fr="Organisation du Travail")
    Page.objects.filter(pk=known.pk).update(kind="organisation")

    for name in ("international labour organization", "Organisation du travail"):
        assert make_profile(alice, organisation=name).organisation_page == known
    assert make_profile(alice, organisation="Another").organisation_page is None


def test_applying_its_snapshot_changes_nothing(alice: User) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    profile = make_profile(alice, cambodia, country="KHM", orcid=ORCID, languages=["en", "sw"])
    kind = kinds.get("person")
    before = kind.snapshot(profile)

    kind.apply(profile, before)
    profile.save()

    assert kind.snapshot(Profile.objects.get()) == before
    assert list(PageSubject.objects.values_list("subject__code", "strength")) == [("KHM", 3)]


@pytest.mark.parametrize(
    "handle",
    ["Ab", "a--b", "-ab", "ab-", "a.b.c", "a@b.example", "аmina", "admin", "12345", "x" * 41],
)
def test_unsafe_handles_are_refused(handle: str) -> None:
    with pytest.raises(ValidationError):
        clean_handle(handle)


def test_a_handle_is_nobody_elses(own: Client) -> None:
    make_profile("Bob", handle="alice")

    response = own.post(EDIT, form(handle="Alice"))

    assert response.status_code == 422
    assert "Somebody has this address already" in response.content.decode()


def test_two_who_choose_the_same_handle_at_the_same_moment(alice: User) -> None:
    bob = make_user("Bob")
    save_profile(by=alice, content=content(alice, handle="both"))

    with pytest.raises(HandleTaken):
        save_profile(by=bob, content=content(bob, handle="both"))


@pytest.mark.parametrize(
    ("name", "handle"), [("Amina Diallo", "amina-diallo"), ("Élise Noël", "elise-noel")]
)
def test_a_handle_is_suggested_from_the_name(name: str, handle: str) -> None:
    assert suggest_handle(name) == handle
    make_profile(make_user("Someone"), handle=handle)
    assert suggest_handle(name) == f"{handle}-2"


@pytest.mark.parametrize("name", ["أمينة", "李", "Admin", "12345"])
def test_a_name_that_gives_no_handle_gets_one_all_the_same(name: str) -> None:
    handle = suggest_handle(name)

    assert handle.startswith("member-")
    assert clean_handle(handle) == handle


@pytest.mark.parametrize(
    "typed",
    [ORCID, "0000000218250097", f"https://orcid.org/{ORCID}", " 0000 0002 1825 0097 "],
)
def test_an_orcid_is_read_however_it_is_typed(typed: str) -> None:
    assert clean_orcid(typed) == ORCID


def test_an_orcid_may_end_in_x() -> None:
    assert clean_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed", ["0000-0002-1825-0098", "0000-0002-1825-009", "٠٠٠٠-0002-1825-0097", "x", "-" * 19]
)
def test_an_orcid_with_a_slip_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        clean_orcid(typed)


def test_each_of_the_twelve_types_is_on_a_side() -> None:
    sides = {kind.value: kind.side for kind in OrganisationType}

    assert len(sides) == 12
    assert {kind for kind, side in sides.items() if side == Side.GOVERNMENT} == {
        "government",
        "social-security",
    }
    assert (sides["employers"], sides["workers"]) == (Side.EMPLOYERS, Side.WORKERS)


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_person_make_one_profile() -> None:
    alice = make_user("Alice")

    def save(_number: int) -> None:
        try:
            make_profile(alice)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(4)))

    assert Profile.objects.values_list("version", flat=True).get() == 4
