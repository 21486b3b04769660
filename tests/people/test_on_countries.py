"""People on the pages of the real countries, and nowhere that is not theirs."""

import pytest
from django.test import Client

from platform_site.pages.models import Subject
from tests.factories import make_reviewer, make_user
from tests.people.profiles import make_profile

pytestmark = pytest.mark.django_db


def test_who_may_not_be_seen_is_in_no_list_feed_block_or_search(
    client: Client, reference: None
) -> None:
    cambodia = Subject.objects.get(code="KHM")
    hidden = {"Canarynobody": "nobody", "Canarymembers": "members"}
    for name, shown_to in hidden.items():
        make_profile(name, cambodia, shown_to=shown_to, role=f"{name}role", country="KHM")
    taken = make_profile("Canaryarchived", cambodia)
    staff = Client()
    staff.force_login(make_reviewer())
    staff.post(
        "/admin/people/profile/",
        {"action": "archive_selected", "_selected_action": [taken.pk]},
    )
    addresses = (
        "people/", "people/?about=KHM", "people/?language=en", "people/feed/", "feed/", "",
        "countries/khm/", "regions/asia-and-the-pacific/", "search/?q=canarymembers",
        "search/suggestions/?q=canary", "search/feed/?q=canarynobodyrole",
    )  # fmt: skip
    member = Client()
    member.force_login(make_user("Bob"))

    for address in addresses:
        shown = client.get(f"/en/{address}").content.decode()
        assert "Canary" not in shown, address
        seen_by_member = member.get(f"/en/{address}").content.decode()
        assert not {"Canarynobody", "Canaryarchived"} & set(seen_by_member.split()), address
    assert "Canarymembers" in member.get("/en/people/?about=KHM").content.decode()
    assert "Canarymembers" in member.get("/en/countries/khm/").content.decode()


def test_experts_stand_on_the_page_of_a_country_and_of_what_lies_above(
    client: Client, reference: None
) -> None:
    empty = client.get("/en/countries/khm/").content.decode()
    assert "/en/me/profile/?about=KHM" in empty

    make_profile("Amina", Subject.objects.get(code="KHM"), role="Judge of social law")

    for address in ("countries/khm/", "regions/asia-and-the-pacific/"):
        shown = client.get(f"/en/{address}").content.decode()
        assert "Judge of social law" in shown
    assert "/en/people/?about=KHM" in client.get("/en/countries/khm/").content.decode()
