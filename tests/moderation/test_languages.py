"""Who is told of what, and what stands first: by the language a revision is about."""

import uuid
from typing import Any

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.moderation.actions import contribute_page, report_problem, suggest_change
from platform_site.moderation.models import ReviewLanguages, Revision
from platform_site.notifications.actions import fan_out
from platform_site.notifications.models import Delivery
from platform_site.pages import kinds
from tests.factories import make_article, make_reviewer, make_subject, make_user, proposal

pytestmark = pytest.mark.django_db
QUEUE = "/admin/moderation/revision/"


def reviewer(name: str, *languages: str) -> User:
    made = make_reviewer(name)
    if languages:
        ReviewLanguages.objects.create(user=made, languages=list(languages))
    return made


def contribute(by: User, **fields: Any) -> Revision:
    return contribute_page(kind="article", proposal=proposal(**fields), by=by, key=uuid.uuid4())


def told() -> set[str]:
    """The reviewers who were told of anything, and nothing is left to tell."""
    fan_out()
    names = set(
        Delivery.objects.filter(because="review").values_list("person__display_name", flat=True)
    )
    Delivery.objects.all().delete()
    return names


def test_a_written_page_carries_its_own_language() -> None:
    alice = make_user("Alice")
    sent = contribute(alice, title="Réforme", language="fr")
    article = make_article("إصلاح", language="ar")
    base = kinds.get("article").snapshot(article)

    changed = suggest_change(
        page=article, base=base, proposal=base | {"kicker": "x"}, by=alice, key=uuid.uuid4()
    )

    assert (sent.language, changed.language) == ("fr", "ar")


def test_a_name_of_a_country_carries_the_language_of_the_name() -> None:
    cambodia = make_subject("KHM", "Cambodia")
    base = {"names": {"en": "Cambodia"}}
    names = {"names": {"en": "Cambodia", "fr": "Cambodge"}}

    sent = suggest_change(
        page=cambodia, base=base, proposal=names, by=make_user("Alice"), key=uuid.uuid4()
    )

    assert (sent.language, str(sent)) == ("fr", "Cambodia")


def test_reviewers_are_told_of_what_is_sent_in_their_languages() -> None:
    reviewer("Francine", "fr")
    reviewer("Amal", "ar", "en")
    reviewer("Mona")
    alice = make_user("Alice")

    contribute(alice, language="fr")
    assert told() == {"Francine", "Mona"}
    contribute(alice, language="en")
    assert told() == {"Amal", "Mona"}


def test_everyone_is_told_of_a_report() -> None:
    reviewer("Francine", "fr")
    reviewer("Mona")
    article = make_article()

    report_problem(page=article, what="link", text="x", by=None, key=uuid.uuid4())

    assert told() == {"Francine", "Mona"}


def test_the_queue_is_filtered_by_language(client: Client) -> None:
    alice = make_user("Alice")
    for language in ("fr", "en", "ar"):
        contribute(alice, title=f"In {language}", language=language)
    client.force_login(reviewer("Francine", "fr", "ar"))

    def listed(query: str) -> set[str]:
        response = client.get(f"{QUEUE}?{query}")
        assert response.status_code == 200
        return {str(revision) for revision in response.context["cl"].result_list}

    assert listed("language=fr") == {"In fr"}
    assert listed("language=mine") == {"In fr", "In ar"}
    assert listed("") == {"In fr", "In en", "In ar"}


def test_the_next_one_is_in_the_reviewers_language(client: Client) -> None:
    alice = make_user("Alice")
    first, english, french = (contribute(alice, language=code) for code in ("fr", "en", "fr"))
    client.force_login(reviewer("Francine", "fr"))

    answer = client.post(
        f"{QUEUE}{first.pk}/change/",
        {"decision": "refuse", "reason": "scope", "seen_version": "1"},
    )

    assert answer["Location"] == f"{QUEUE}{french.pk}/change/"
    assert not Revision.objects.get(pk=english.pk).decided_at


def test_a_reviewer_says_in_which_languages_they_decide(client: Client) -> None:
    mona = make_reviewer()
    client.force_login(mona)

    client.post(
        "/admin/moderation/reviewlanguages/add/", {"user": mona.pk, "languages": ["fr", "ar"]}
    )

    assert ReviewLanguages.objects.get(user=mona).languages == ["fr", "ar"]


def test_only_reviewers_reach_it(client: Client) -> None:
    client.force_login(make_user("Alice", is_staff=True))

    assert client.get("/admin/moderation/reviewlanguages/").status_code == 403
