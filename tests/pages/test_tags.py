"""Tags: entered with a page, a page and a facet each, merged by staff, silent about the hidden."""

import uuid
from collections.abc import Iterable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from news.forms import ArticleForm
from news.models import Article
from platform_site.moderation.actions import accept_revision, contribute_page, suggest_change
from platform_site.pages import kinds
from platform_site.pages.actions import merge_tags, set_tags
from platform_site.pages.models import Page, PageTag, Tag
from tests.factories import make_article, make_circle, make_reviewer, make_user, proposal
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def tagged(*names: str, **fields: object) -> Article:
    article = make_article(**fields)
    set_tags(page=article, names=names)
    return article


def names_on(page: Page) -> set[str]:
    return set(page.tags.names())


@pytest.mark.parametrize(
    ("typed", "slug", "name"),
    [
        ("Cash Transfers", "cash-transfers", "cash transfers"),
        (" cash-transfers ", "cash-transfers", "cash transfers"),
        ("cash_transfers", "cash-transfers", "cash transfers"),
        ("Protección", "protección", "protección"),
        ("سجل اجتماعي", "سجل-اجتماعي", "سجل اجتماعي"),
        ("!?", "", ""),
    ],
)
def test_a_tag_is_the_same_however_it_is_typed(typed: str, slug: str, name: str) -> None:
    assert (Tag.slug_of(typed), Tag.name_of(typed)) == (slug, name)
    assert Tag.slug_of(name) == slug


def test_the_spelling_of_a_hidden_page_is_told_to_nobody() -> None:
    tagged("Secret PROJECT!", title="Draft", state=Page.State.DRAFT)
    open_page = tagged("secret project", title="Open")

    assert Tag.objects.get().name == "secret project"
    assert names_on(open_page) == {"secret project"}


def test_applying_its_own_snapshot_changes_no_tag() -> None:
    article = tagged("registry", "cash transfers")
    rows = set(PageTag.objects.values_list("pk", "tag", "content_object"))
    kind = kinds.get("article")
    before = kind.snapshot(article)

    kind.apply(article, before)

    assert before["tags"] == {"cash transfers": 1, "registry": 1}
    assert kind.snapshot(article) == before
    assert set(PageTag.objects.values_list("pk", "tag", "content_object")) == rows


def test_a_proposal_from_before_there_were_tags_leaves_them() -> None:
    article = tagged("registry")
    kind = kinds.get("article")
    old = {key: value for key, value in kind.snapshot(article).items() if key != "tags"}

    kind.apply(article, old)

    assert names_on(article) == {"registry"}


def form(tags: str) -> ArticleForm:
    return ArticleForm(proposal() | {"tags": tags, "subjects": "", "text_format": "markup"})


def test_the_form_takes_tags_with_any_comma_and_proposes_them_once() -> None:
    filled = form("Registry, cash-transfers; registry، سجل")

    assert filled.is_valid(), filled.errors
    assert filled.proposal()["tags"] == {"registry": 1, "cash transfers": 1, "سجل": 1}


def test_the_form_shows_the_tags_of_a_snapshot() -> None:
    snapshot = kinds.get("article").snapshot(tagged("registry", "cash transfers"))

    assert ArticleForm.initial_from(snapshot)["tags"] == "cash transfers, registry"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (",".join(f"tag {n}" for n in range(11)), "too_many_tags"),
        ("long " * 11, "long_tag"),
    ],
)
def test_too_many_or_too_long_tags_are_refused_by_name(typed: str, code: str) -> None:
    filled = form(typed)

    assert not filled.is_valid()
    assert {error.code for error in filled.errors["tags"].as_data()} == {code}


def test_tags_are_optional() -> None:
    filled = form("")

    assert filled.is_valid(), filled.errors
    assert filled.proposal()["tags"] == {}


def test_two_people_add_and_remove_tags_at_once_and_both_stand() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    article = tagged("registry", "cash")
    base = kinds.get("article").snapshot(article)

    def suggest(tags: Iterable[str]) -> None:
        change = base | {"tags": dict.fromkeys(tags, 1)}
        revision = suggest_change(
            page=article, base=base, proposal=change, by=alice, key=uuid.uuid4()
        )
        accept_revision(revision=revision, by=mona)

    suggest(["registry", "cash", "floors"])
    suggest(["registry"])

    assert names_on(article) == {"registry", "floors"}


def test_a_contribution_brings_its_tags_when_it_is_accepted(client: Client) -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    content = proposal("News", tags={"registry": 1})
    revision = contribute_page(kind="article", proposal=content, by=alice, key=uuid.uuid4())
    assert client.get("/en/tags/registry/").status_code == 404

    accept_revision(revision=revision, by=mona)

    assert "News" in client.get("/en/tags/registry/").content.decode()


def hidden_pages() -> None:
    alice = make_user("Alice")
    circle = make_circle(alice)
    for state in (Page.State.DRAFT, Page.State.PENDING, Page.State.ARCHIVED):
        tagged(f"hidden {state}", state=state, contributor=alice)
    tagged("hidden circle", circle=circle, contributor=alice)
    tagged("hidden members", audience=Page.Audience.MEMBERS)


HIDDEN = [f"hidden-{where}" for where in ("draft", "pending", "archived", "circle", "members")]


@pytest.mark.parametrize("slug", [*HIDDEN, "never-used"])
@pytest.mark.parametrize("path", ["tags/{}/", "tags/{}/feed/"])
def test_a_tag_that_only_hidden_pages_carry_is_not_there(
    client: Client, slug: str, path: str
) -> None:
    hidden_pages()
    address = "/en/" + path.format(slug)

    assert client.get(address).status_code == 404


def test_the_list_of_tags_counts_what_one_may_see(client: Client) -> None:
    hidden_pages()
    tagged("open", "registry")
    tagged("open", *HIDDEN[:1], language="fr")

    page = client.get("/en/tags/")

    numbers = {tag.name: tag.number for tag in page.context["page"]}
    assert numbers == {"open": 2, "registry": 1, HIDDEN[0].replace("-", " "): 1}
    for hidden in HIDDEN[1:]:
        assert hidden not in page.content.decode()
    assert 'href="/en/tags/"' in client.get("/en/news/").content.decode()


def test_a_merged_tag_and_one_that_nothing_carries_are_not_listed(client: Client) -> None:
    tagged("cash", "transfers")
    cash, transfers = Tag.objects.get(slug="cash"), Tag.objects.get(slug="transfers")
    merge_tags(tags=[cash], into=transfers)
    Tag.objects.create(name="unused", slug="unused")

    assert [tag.name for tag in client.get("/en/tags/").context["page"]] == ["transfers"]


def test_the_list_of_tags_costs_the_same_for_1_and_20(client: Client) -> None:
    tagged("one")
    client.get("/en/tags/")
    before = count_queries(client, "/en/tags/")
    for number in range(20):
        tagged(f"tag {number}", "one")

    assert count_queries(client, "/en/tags/") == before


def test_lists_forms_and_the_admin_offer_no_tag_of_a_hidden_page(client: Client) -> None:
    hidden_pages()
    tagged("open")
    addresses = ["/en/news/", "/en/news/?tag=hidden-circle", "/en/news/feed/?tag=hidden-circle"]
    pages = [client.get(address).content.decode() for address in addresses]
    client.force_login(make_user("Charlie"))
    pages.append(client.get(reverse("contribute-page", args=["article"])).content.decode())
    client.force_login(make_reviewer())
    pages.append(client.get(reverse("admin:pages_tag_changelist")).content.decode())

    for page in pages:
        for slug in HIDDEN:
            assert slug.replace("-", " ") not in page
    assert ">open<" in pages[0]
    assert 'value="open"' in pages[3]
    assert "open" in pages[4]


def test_the_circle_finds_its_own_tag_and_a_stranger_does_not(client: Client) -> None:
    bob = make_user("Bob")
    tagged("inside", title="Inside", circle=make_circle(bob))
    client.force_login(bob)

    assert client.get("/en/tags/inside/").status_code == 200
    client.force_login(make_user("Charlie"))
    assert client.get("/en/tags/inside/").status_code == 404


def test_the_page_of_a_tag_lists_what_one_sees_newest_first(client: Client) -> None:
    tagged("registry", title="Older")
    tagged("registry", title="Newer")
    tagged("registry", title="Circle's", circle=make_circle(make_user("Bob")))
    tagged("other", title="Something else")

    page = client.get("/en/tags/registry/")

    assert [card.page.title for card in page.context["cards"]] == ["Newer", "Older"]
    feed = client.get("/en/tags/registry/feed/").content.decode()
    assert feed.index("Newer") < feed.index("Older")
    assert "Circle" not in feed


def test_a_translation_with_the_tag_brings_its_group_once(client: Client) -> None:
    original = make_article("Original")
    tagged("registre", title="Traduction", language="fr", translation_of=original.page_ptr)

    cards = client.get("/en/tags/registre/").context["cards"]

    assert [card.page.title for card in cards] == ["Original"]
    assert [language.code for language in cards[0].languages] == ["fr"]


def test_an_address_in_capitals_leads_to_the_tag(client: Client) -> None:
    tagged("cash transfers")

    response = client.get("/en/tags/Cash%20Transfers/")

    assert (response.status_code, response["Location"]) == (301, "/en/tags/cash-transfers/")


def test_a_list_is_narrowed_by_a_tag(client: Client) -> None:
    tagged("registry", title="With")
    make_article("Without")

    narrowed = client.get("/en/news/?tag=registry")

    assert [card.page.title for card in narrowed.context["cards"]] == ["With"]
    assert '<option value="registry" selected>' in narrowed.content.decode()
    assert client.get("/en/news/?tag=never-used").context["cards"] == []


def test_where_nothing_has_a_tag_there_is_no_choice_of_tags(client: Client) -> None:
    make_article("Without")

    assert 'name="tag"' not in client.get("/en/news/").content.decode()


def test_a_page_shows_its_tags_as_links(client: Client) -> None:
    article = tagged("cash transfers")

    page = client.get(article.get_absolute_url()).content.decode()

    assert 'href="/en/tags/cash-transfers/"' in page


def test_merging_moves_pages_and_the_old_address_and_word_lead_on(client: Client) -> None:
    old, new = tagged("stipends", title="Old"), tagged("cash", title="New")
    both = tagged("stipends", "cash", title="Both")
    stipends, cash = Tag.objects.get(slug="stipends"), Tag.objects.get(slug="cash")

    merge_tags(tags=[stipends, cash], into=cash)

    assert [names_on(page) for page in (old, new, both)] == [{"cash"}] * 3
    response = client.get("/en/tags/stipends/")
    assert (response.status_code, response["Location"]) == (301, "/en/tags/cash/")
    set_tags(page=old, names=["Stipends"])
    assert names_on(old) == {"cash"}


def test_a_tag_merged_twice_leads_to_the_last() -> None:
    article = tagged("a", "b", "c")
    a, b, c = Tag.objects.order_by("name")
    merge_tags(tags=[a], into=b)

    merge_tags(tags=[b], into=c)

    assert names_on(article) == {"c"}
    assert set(Tag.objects.filter(merged_into=c)) == {a, b}


def test_a_reviewer_merges_tags_in_the_admin(client: Client) -> None:
    article = tagged("stipends", "cash")
    mona = make_reviewer()
    client.force_login(mona)
    tags = {tag.name: tag for tag in Tag.objects.all()}
    address = reverse("admin:pages_tag_changelist")
    chosen = {
        "action": "merge_selected",
        "_selected_action": [tag.pk for tag in tags.values()],
    }

    asked = client.post(address, chosen)
    client.post(address, chosen | {"merge": "1", "into": tags["cash"].pk})

    assert "cash" in asked.content.decode()
    assert names_on(article) == {"cash"}


def test_a_member_who_does_not_review_merges_nothing(client: Client) -> None:
    client.force_login(make_user("Charlie", is_staff=True))

    assert client.get(reverse("admin:pages_tag_changelist")).status_code == 403


def test_what_the_gate_says_of_a_tag_and_of_its_pages_agrees() -> None:
    hidden_pages()
    tagged("open")
    people = [AnonymousUser(), make_user("Charlie"), make_reviewer()]
    for person in people:
        visible = Page.objects.published().visible_to(person)

        offered = set(Tag.objects.carried_by(visible))

        assert offered == {tag for page in visible for tag in page.tags.all()}


def test_the_page_of_a_tag_and_a_tagged_list_cost_the_same_for_1_3_and_10(client: Client) -> None:
    costs = []
    for more in (1, 2, 7):
        for n in range(more):
            tagged("registry", f"tag {n}")
        addresses = ("/en/tags/registry/", "/en/tags/registry/feed/", "/en/news/?tag=registry")
        for address in addresses:
            client.get(address)  # what is read once per process is not a page's cost
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]
