"""The forms of taking part: nothing typed is lost."""

import uuid

import pytest
from django.core import signing
from django.test import Client

from news.models import Article
from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision, ask_for_changes, contribute_page
from platform_site.moderation.models import Revision
from tests.factories import make_article, make_reviewer, make_subject, make_user, proposal

pytestmark = pytest.mark.django_db
CONTRIBUTE = "/en/contribute/article/"


@pytest.fixture
def alice(client: Client) -> User:
    user = make_user("Alice")
    client.force_login(user)
    return user


def typed(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "title": "Pension reform",
        "summary": "What it changes.",
        "text": "The **whole** text.",
        "text_format": "markup",
        "subjects": "",
        "type": "news",
        "kicker": "",
        "link": "",
        "language": "en",
    } | changed


def test_a_member_contributes_and_is_led_to_the_receipt(client: Client, alice: User) -> None:
    make_subject("KHM", "Cambodia", fr="Cambodge")
    make_subject("VNM", "Viet Nam")

    response = client.post(CONTRIBUTE, typed(subjects="cambodge ; Viet nam"))

    revision = Revision.objects.get()
    assert (response.status_code, response["Location"]) == (302, revision.get_receipt_url())
    assert revision.proposal["subjects"] == {"KHM": 3, "VNM": 3}
    assert revision.author == alice


def test_the_form_is_filled_with_the_page_one_stood_on(client: Client, alice: User) -> None:
    make_subject("KHM", "Cambodia", ar="كمبوديا")

    shown = client.get("/ar/contribute/article/?about=KHM").content.decode()

    assert 'value="كمبوديا"' in shown


def test_a_name_nobody_knows_is_answered_with_the_nearest(client: Client, alice: User) -> None:
    make_subject("KHM", "Cambodia")

    response = client.post(CONTRIBUTE, typed(subjects="Cambodja"))

    shown = response.content.decode()
    assert response.status_code == 422
    assert "We do not know “Cambodja”. Is it Cambodia?" in shown
    assert "The **whole** text." in shown
    assert not Article.objects.exists()


@pytest.mark.parametrize("missing", ["title", "summary", "text", "type", "language", "key"])
def test_a_rejected_form_keeps_every_other_field(client: Client, alice: User, missing: str) -> None:
    fields = typed(kicker="Joint report", link="https://www.ilo.org/") | {missing: ""}

    response = client.post(CONTRIBUTE, fields)

    shown = response.content.decode()
    assert response.status_code in (200, 422)
    for name, value in fields.items():
        if value and name not in ("language", "type", "text_format"):
            assert value in shown
    assert not Article.objects.exists()


def test_a_preview_shows_the_readers_view_and_keeps_nothing(client: Client, alice: User) -> None:
    response = client.post(CONTRIBUTE, typed(preview="1"))

    shown = response.content.decode()
    assert "<strong>whole</strong>" in shown
    assert "The **whole** text." in shown
    assert not Article.objects.exists()


def test_what_the_rich_editor_sends_is_kept_as_simple_markup(client: Client, alice: User) -> None:
    html = "<p>The <strong>whole</strong> text.</p><script>alert(1)</script>"

    client.post(CONTRIBUTE, typed(text=html, text_format="html"))

    assert Revision.objects.get().proposal["text"] == "The **whole** text."


def test_signed_out_while_writing_nothing_is_lost(client: Client) -> None:
    make_user("Alice")
    response = client.post(CONTRIBUTE, typed(title="Written before the session ended"))
    assert response.status_code == 302
    back = response.wsgi_request.GET
    assert back is not None

    client.force_login(User.objects.get())
    from urllib.parse import parse_qs, urlsplit  # noqa: PLC0415 (one use)

    address = parse_qs(urlsplit(response["Location"]).query)["next"][0]
    shown = client.get(address).content.decode()

    assert "Written before the session ended" in shown
    assert "The **whole** text." in shown


def test_an_anonymous_reader_is_asked_to_sign_in(client: Client) -> None:
    for address in (CONTRIBUTE, f"/en/pages/{make_article().pk}/suggestions/new/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/en/accounts/login/")


def suggestion(client: Client, article: Article, **changed: str) -> dict[str, str]:
    """The form as the browser would send it back, with some fields changed."""
    response = client.get(f"/en/pages/{article.pk}/suggestions/new/")
    form, more = response.context["form"], response.context["submission"]
    fields = {f.html_name: f.value() or "" for f in [*form, *more]}
    return {name: str(value) for name, value in fields.items()} | changed


def test_two_editors_of_the_same_part_see_both_texts(client: Client, alice: User) -> None:
    mona = make_reviewer()
    article = make_article("Title", contributor=make_user("Bob"))
    address = f"/en/pages/{article.pk}/suggestions/new/"
    mine = suggestion(client, article, title="My title", kicker="My kicker", comment="Because")
    other = Client()
    other.force_login(mona)
    other.post(address, suggestion(other, article, title="Their title"))

    conflict = client.post(address, mine)

    shown = conflict.content.decode()
    assert conflict.status_code == 409
    for text in ("Their title", "My title", "My kicker", "Because"):
        assert text in shown
    again = mine | {"base": conflict.context["submission"]["base"].value()}
    assert client.post(address, again).status_code == 302
    revision = Revision.objects.get(author=alice)
    accept_revision(revision=revision, by=mona)
    changed = Article.objects.get()
    assert (changed.title, changed.kicker) == ("My title", "My kicker")


def test_a_suggestion_that_changes_nothing_is_not_sent(client: Client, alice: User) -> None:
    article = make_article("Title", contributor=alice)

    response = client.post(f"/en/pages/{article.pk}/suggestions/new/", suggestion(client, article))

    assert "Nothing is changed yet" in response.content.decode()
    assert not Revision.objects.exists()


def test_a_base_made_by_hand_is_refused_and_nothing_is_lost(client: Client, alice: User) -> None:
    article = make_article("Title")
    fields = suggestion(client, article, title="Mine")
    other_page = signing.dumps([article.pk + 1, 1, {}], salt="moderation.base", compress=True)

    for base in ("", "nonsense", other_page):
        response = client.post(f"/en/pages/{article.pk}/suggestions/new/", fields | {"base": base})
        assert response.status_code == 422
        assert "Mine" in response.content.decode()
    assert not Revision.objects.exists()


def test_asked_for_a_change_the_author_finds_the_text_and_sends_it_again(
    client: Client, alice: User
) -> None:
    revision = contribute_page(kind="article", proposal=proposal(), by=alice, key=uuid.uuid4())
    ask_for_changes(revision=revision, by=make_reviewer(), text="Name the law, please")
    receipt = client.get(revision.get_receipt_url()).content.decode()
    assert "Name the law, please" in receipt

    response = client.post(
        f"/en/contributions/{revision.token}/revision/", typed(title="With the law")
    )

    revision.refresh_from_db()
    assert response.status_code == 302
    assert (revision.state, revision.proposal["title"]) == ("pending", "With the law")


def test_a_receipt_works_without_an_account_and_a_guessed_one_does_not(client: Client) -> None:
    alice = make_user("Alice")
    revision = contribute_page(
        kind="article", proposal=proposal("Mine"), by=alice, key=uuid.uuid4()
    )

    receipt = client.get(revision.get_receipt_url())

    assert (receipt.status_code, "Mine" in receipt.content.decode()) == (200, True)
    assert "no-store" in receipt["Cache-Control"]
    assert client.get("/en/contributions/guessed/").status_code == 404


def test_nobody_revises_the_contribution_of_another(client: Client, alice: User) -> None:
    bob = make_user("Bob")
    revision = contribute_page(kind="article", proposal=proposal(), by=bob, key=uuid.uuid4())
    ask_for_changes(revision=revision, by=make_reviewer(), text="More")

    address = f"/en/contributions/{revision.token}/revision/"

    assert client.get(address).status_code == 404
    assert client.post(address, typed()).status_code == 404
