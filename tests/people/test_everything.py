"""All that is held of a person is exported, and nothing of it is left when they leave.

The whole graph of foreign keys is walked, as the database knows it, and every text of every table.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.test.utils import isolate_apps
from django.utils import timezone

from forums.models import Summary
from platform_site.accounts.holdings import (
    Fate,
    all_holdings,
    erase_person,
    sessions_of,
    told_holdings,
)
from platform_site.accounts.models import Attempts, User
from platform_site.discussions.models import Post
from platform_site.moderation.models import Revision
from platform_site.pages.models import Page
from platform_site.people.models import Message
from tests.factories import make_reviewer, make_user
from tests.people.somebody import EMAIL, NAME, PASSWORD, PUBLISHED, REFUSED, SECRET, Story, live

pytestmark = pytest.mark.django_db
# Parts of her name and address that are in no other word of the test's world.
CANARIES = ("zanaria", "ovocanary")

KEYS_TO_PEOPLE = """
SELECT c.conrelid::regclass::text, a.attname
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
 WHERE c.contype = 'f' AND c.confrelid = 'accounts_user'::regclass
 ORDER BY 1, 2
"""

type Key = tuple[str, str]


@pytest.fixture
def story() -> Story:
    return live()


def keys_of(known: Iterable[type[models.Model]]) -> set[Key]:
    """Each foreign key to a person in these models: its model and its name."""
    return {
        (model._meta.label, field.name)
        for model in known
        for field in model._meta.local_fields
        if field.remote_field is not None and field.related_model is User
    }


def registered() -> set[Key]:
    return {(holding.model._meta.label, holding.by) for holding in all_holdings() if holding.by}


def test_every_foreign_key_to_a_person_is_in_a_privacy_module() -> None:
    unsaid = keys_of(apps.get_models(include_auto_created=True)) - registered()

    assert unsaid == set(), "say in the privacy.py of the app what becomes of these rows"


@isolate_apps("platform_site.people")
def test_a_model_that_nobody_registers_is_noticed() -> None:
    class Stray(models.Model):  # noqa: DJ008 (never shown)
        owner = models.ForeignKey(User, models.CASCADE, related_name="+")

        class Meta:
            app_label = "people"

    assert keys_of([Stray]) - registered() == {("people.Stray", "owner")}


def test_the_models_know_every_foreign_key_of_the_database() -> None:
    in_models = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.remote_field is not None and field.related_model is User
    }

    assert set(keys_of_the_database()) == in_models


def keys_of_the_database() -> list[Key]:
    with connection.cursor() as cursor:
        cursor.execute(KEYS_TO_PEOPLE)
        return cursor.fetchall()


def referring(pk: int) -> dict[Key, int]:
    """How many rows refer to the person, by table and column."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in keys_of_the_database():
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [pk])
            found[table, column] = cursor.fetchone()[0]
    return found


def tables_with(words: str) -> dict[str, int]:
    """How many rows of which tables hold these letters, in whatever column."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{words}%"]
            )
            if number := cursor.fetchone()[0]:
                found[table] = number
    return found


def is_it_you(client: Client) -> Client:
    """The password once more, as the site asks for it."""
    answer = client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302
    return client


def exported(story: Story) -> dict[str, Any]:
    response = is_it_you(story.client).post("/en/me/export/")
    assert response["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response)))
    page = archive.read("data.html").decode()
    assert NAME in page
    assert "<dt>" in page
    return json.loads(archive.read("data.json"))


def leave(story: Story) -> Any:
    return is_it_you(story.client).post("/en/me/delete/", {"is_sure": "on"})


def test_somebody_who_used_everything_is_in_every_table(story: Story) -> None:
    unused = {key for key, number in referring(story.zanaria.pk).items() if not number}

    assert unused == set(), "give Zanaria one of these in tests/people/somebody.py"
    assert {"accounts_user", "notifications_letter", "search_word"} <= set(tables_with("zanaria"))
    assert Attempts.objects.exists()
    assert sessions_of(story.zanaria).count() == 1


def test_the_export_has_every_row_that_refers_to_the_person(story: Story) -> None:
    data = exported(story)
    secret = keys_of_secrets()

    for key, number in referring(story.zanaria.pk).items():
        if key in secret:
            continue
        shown = sum(
            len(data[holding.name]["rows"])
            for holding in told_holdings()
            if holding.by and is_of(holding, key)
        )
        # A profile is a page too, and is told of as a profile.
        expected = number - 1 if key == ("pages_page", "contributor_id") else number
        assert shown >= expected, key
    for holding in told_holdings():
        assert len(data[holding.name]["rows"]) == holding.rows(story.zanaria).count() > 0, (
            holding.name
        )


def keys_of_secrets() -> set[Key]:
    """That somebody blocked her, or is writing to her, is not hers to know."""
    names = {"blocks_by_others", "messages_unsent_to_you"}
    secret = [holding for holding in all_holdings() if holding.is_secret]
    assert {holding.name for holding in secret} == names
    return {(one.model._meta.db_table, one.model._meta.get_field(one.by).column) for one in secret}


def is_of(holding: Any, key: Key) -> bool:
    meta = holding.model._meta
    return (meta.db_table, meta.get_field(holding.by).column) == key


def test_the_export_reads_well_and_holds_no_secret(story: Story) -> None:
    data = exported(story)

    (account,) = data["account"]["rows"]
    assert (account["email"], account["display_name"], account["groups"]) == (
        EMAIL,
        NAME,
        ["Writers"],
    )
    published = {row["title"] for row in data["pages_published"]["rows"]}
    assert PUBLISHED in published
    assert REFUSED not in published
    assert data["comments"]["rows"][0]["page_title"] == PUBLISHED
    assert data["profile"]["rows"][0]["text"] == "Knows **pensions**."
    text = json.dumps(data)
    for secret in (User.objects.get(pk=story.zanaria.pk).password, SECRET, "session_data"):
        assert secret not in text


def test_somebody_elses_letters_are_not_in_the_export(story: Story) -> None:
    text = json.dumps(exported(story))

    assert "Rude" not in text.replace('"hidden_reason": "Rude"', "")
    assert story.mona.email not in text
    assert story.bob.email not in text


def test_deletion_leaves_no_row_with_the_name_or_the_address(story: Story) -> None:
    pk = story.zanaria.pk

    response = leave(story)

    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert {key for key, number in referring(pk).items() if number} == set()
    assert {word: tables_with(word) for word in CANARIES} == {word: {} for word in CANARIES}
    assert [
        s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(pk)
    ] == []
    assert not User.objects.filter(pk=pk).exists()


def test_what_was_published_stays_signed_by_a_former_member(story: Story) -> None:
    leave(story)

    article = Page.objects.get(title=PUBLISHED)
    shown = Client().get(article.get_absolute_url()).content.decode()
    assert "Its contributor has left" in shown
    assert "A comment that stays" in shown
    assert "An answer that stays" in shown
    assert not Page.objects.filter(title=REFUSED).exists()
    assert not Page.objects.filter(state="pending").exists()
    accepted = Revision.objects.filter(page__title="An article of Bob's").get()
    assert (accepted.state, accepted.author, accepted.comment) == ("accepted", None, "")


def test_nobody_else_loses_anything(story: Story) -> None:
    def of_bob() -> dict[Key, int]:
        return referring(story.bob.pk)

    before = of_bob()
    leave(story)

    # What they did on her profile is on a page no longer; what one was writing to the other goes.
    gone = {key: number - of_bob()[key] for key, number in before.items()}
    assert {key: number for key, number in gone.items() if number} == {
        ("people_unsentmessage", "person_id"): 1,
        ("people_unsentmessage", "to_id"): 1,
        ("activity_activity", "actor_id"): 1,
        ("activity_activity", "concerns_id"): 1,
        # An invitation says whom he invited, an offer between the two has lost one of them.
        ("workspaces_invitation", "invited_by_id"): 1,
        ("workspaces_handover", "offered_by_id"): 1,
        ("workspaces_handover", "to_id"): 1,
    }
    (kept,) = Message.objects.filter(sender=story.bob)
    assert (kept.text, kept.conversation.asked) == ("Words of Bob's that stay his", None)
    assert Post.objects.filter(author=story.bob).count() == 2
    assert Summary.objects.values_list("authors", "written_by").get() == ("Bob", None)


def test_the_page_says_what_goes_and_what_stays(story: Story) -> None:
    shown = is_it_you(story.client).get("/en/me/delete/")

    goes = {holding.name for holding, _number in shown.context["goes"]}
    stays = {holding.name for holding, _number in shown.context["stays"]}
    assert {"account", "profile", "pages_not_published", "deliveries", "letters"} <= goes
    assert {"pages_published", "comments", "changes_accepted"} <= stays
    assert goes | stays == {holding.name for holding in told_holdings()}
    assert all(
        (holding.name in stays) == (holding.fate == Fate.STAYS) for holding in told_holdings()
    )


@pytest.mark.parametrize("address", ["/en/me/export/", "/en/me/delete/"])
def test_a_screen_left_open_is_not_enough(story: Story, address: str) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=True):
        is_it_you(story.client)

    for response in (story.client.get(address), story.client.post(address, {"is_sure": "on"})):
        assert response.status_code == 302
        assert "/reauthenticate/" in response["Location"]
    assert User.objects.filter(pk=story.zanaria.pk).exists()
    assert Client().get(address)["Location"].startswith("/en/accounts/login/")


def test_without_the_tick_nothing_is_deleted(story: Story) -> None:
    response = is_it_you(story.client).post("/en/me/delete/")

    assert response.status_code == 422
    assert "Tick the box if you are sure" in response.content.decode()
    assert User.objects.filter(pk=story.zanaria.pk).exists()


def test_staff_ask_an_administrator_first() -> None:
    mona = make_reviewer()
    client = Client()
    client.force_login(mona)
    is_it_you(client)

    client.post("/en/me/delete/", {"is_sure": "on"})

    assert User.objects.filter(pk=mona.pk).exists()
    assert "You belong to the staff" in client.get("/en/me/delete/").content.decode()


def test_an_administrator_who_deletes_a_person_leaves_as_little(story: Story) -> None:
    client = Client()
    client.force_login(make_user("Ada", is_staff=True, is_superuser=True))

    client.post(f"/admin/accounts/user/{story.zanaria.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(pk=story.zanaria.pk).exists()
    left = tables_with("zanaria")
    # That an administrator deleted somebody is on record, with the name they had.
    assert set(left) <= {"django_admin_log"}


def test_a_person_with_nothing_leaves_too() -> None:
    alone = make_user("Alone")

    erase_person(person=alone)

    assert not User.objects.filter(pk=alone.pk).exists()
