"""Guide pages: loaded, read in each language, edited by staff, never overwritten."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django import Settings

from platform_site.accounts.models import User
from platform_site.home.actions import change_guide, publish_guide
from platform_site.home.loading import UnreadableText, load_guides, sources
from platform_site.home.models import Guide
from platform_site.moderation.actions import ConflictingChange, archive_page
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page
from tests.factories import make_reviewer, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
KIND = kinds.get("guide")


def content(title: str = "Privacy", **fields: object) -> dict[str, object]:
    return {
        "title": title,
        "summary": "In short.",
        "language": "en",
        "text": "The text.",
        "subjects": {},
        "section": "house",
        "order": 10,
    } | fields


@pytest.fixture
def mona(client: Client, settings: Settings) -> User:
    settings.ADMIN_REQUIRES_MFA = False
    mona = make_user("Mona", is_staff=True)
    names = ["view_guide", "add_guide", "change_guide"]
    mona.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(mona)
    return mona


@pytest.fixture
def privacy() -> Guide:
    return publish_guide(slug="privacy", content=content())


@pytest.fixture
def privacy_ar(privacy: Guide) -> Guide:
    arabic = content("الخصوصية", language="ar", text="النص.")
    return publish_guide(slug="privacy", content=arabic, original=privacy)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, title in (("en", "Privacy"), ("ar", "الخصوصية")):
        (tmp_path / language).mkdir()
        write(tmp_path, language, title)
    return tmp_path


def write(folder: Path, language: str, title: str) -> None:
    text = f"title: {title}\nsummary: In short.\nsection: house\n\nThe text.\n"
    (folder / language / "41-privacy.md").write_text(text, encoding="utf-8")


def say_nothing(line: str) -> None:
    pass


def test_a_snapshot_applied_changes_nothing(privacy: Guide) -> None:
    before = KIND.snapshot(privacy)

    KIND.apply(privacy, before)
    privacy.save()

    assert KIND.snapshot(Guide.objects.get(pk=privacy.pk)) == before


def test_an_earlier_snapshot_restores_the_page(privacy: Guide) -> None:
    before = KIND.snapshot(privacy)
    KIND.apply(privacy, content("Another", text="Other words.", section="part", order=3))
    privacy.save()

    KIND.apply(privacy, before)
    privacy.save()

    assert KIND.snapshot(Guide.objects.get(pk=privacy.pk)) == before


def test_both_languages_answer_at_one_address(client: Client, privacy_ar: Guide) -> None:
    english, arabic = client.get("/en/about/privacy/"), client.get("/ar/about/privacy/")

    assert "<h1>Privacy</h1>" in english.text
    assert "<h1>الخصوصية</h1>" in arabic.text
    assert privacy_ar.get_absolute_url() == "/ar/about/privacy/"
    assert privacy_ar.original.get_absolute_url() == "/en/about/privacy/"


def test_a_missing_language_shows_the_original_and_says_so(client: Client, privacy: Guide) -> None:
    answer = client.get("/ar/about/privacy/")

    assert '<h1 lang="en" dir="auto">Privacy</h1>' in answer.text
    assert '<div class="notice">' in answer.text


def test_a_translation_taken_off_the_site_gives_way_to_the_original(
    client: Client, privacy_ar: Guide
) -> None:
    archive_page(page=privacy_ar, by=make_user("Mona"))

    assert '<h1 lang="en" dir="auto">Privacy</h1>' in client.get("/ar/about/privacy/").text


@pytest.mark.parametrize("state", ["draft", "pending", "archived"])
def test_what_is_not_published_is_found_by_nobody(
    client: Client, privacy_ar: Guide, state: str
) -> None:
    Page.objects.filter(kind="guide").update(state=state)

    assert client.get("/en/about/privacy/").status_code == 404
    assert client.get("/ar/about/privacy/").status_code == 404
    assert client.get("/en/about/").context["sections"] == []


def test_addresses_of_no_page_are_404(client: Client, privacy_ar: Guide) -> None:
    answers = [client.get(f"/en/about/{slug}/").status_code for slug in ("no", privacy_ar.slug)]

    assert answers == [404, 404]


def test_about_lists_each_page_once_in_the_readers_language(
    client: Client, privacy_ar: Guide
) -> None:
    publish_guide(slug="contact", content=content("Contact"))
    publish_guide(slug="front", content=content("The front page", section="front"))

    answer = client.get("/ar/about/")

    sections = answer.context["sections"]
    assert [guide.title for _title, _anchor, found in sections for guide in found] == [
        "الخصوصية",
        "Contact",
    ]
    assert 'href="/ar/about/contact/"' in answer.text


def test_reading_costs_the_same_for_one_page_and_for_fifty(client: Client, privacy: Guide) -> None:
    addresses = ("/en/about/", "/en/about/privacy/")
    few = [count_queries(client, address) for address in addresses]
    for number in range(50):
        other = publish_guide(slug=f"page-{number}", content=content(f"Page {number}"))
        arabic = content(f"صفحة {number}", language="ar")
        publish_guide(slug=other.slug, content=arabic, original=other)

    assert [count_queries(client, address) for address in addresses] == few


def test_the_contact_page_says_what_the_host_has_not_entered(
    client: Client, settings: Settings
) -> None:
    publish_guide(slug="contact", content=content("Contact"))
    settings.HOST_NAME, settings.HOST_ADDRESS, settings.CONTACT_EMAIL = "", "", ""
    unset = client.get("/en/about/contact/").text
    settings.HOST_NAME, settings.HOST_ADDRESS = "An office", "4 Example Street\nGeneva"
    settings.CONTACT_EMAIL = "office@host.example"
    entered = client.get("/en/about/contact/").text

    assert "The host has not entered a postal address." in unset
    assert "4 Example Street<br>Geneva" in entered
    assert "has not entered" not in entered
    assert "office@host.example" in entered


def test_the_projects_own_texts_are_complete_in_both_languages() -> None:
    texts = {(source.language, source.slug): source for source in sources()}

    english = {slug for language, slug in texts if language == "en"}
    assert {slug for language, slug in texts if language == "ar"} == english
    for slug in english:
        pair = [texts[language, slug].content for language in ("en", "ar")]
        assert pair[0]["order"] == pair[1]["order"]
        assert pair[0]["section"] == pair[1]["section"]
        assert all(guide["section"] in Guide.Section for guide in pair)
        headings = [guide["text"].count("\n# ") for guide in pair]
        assert headings[0] == headings[1], slug
        links = [guide["text"].count("](..") for guide in pair]
        assert links[0] == links[1], slug


def test_loading_publishes_and_a_second_time_changes_nothing(client: Client) -> None:
    said: list[str] = []

    load_guides(say=said.append)
    before = list(Guide.objects.order_by("pk").values())
    load_guides(say=said.append)

    count = len(list(sources()))
    assert list(Guide.objects.order_by("pk").values()) == before
    assert said == [
        f"guide pages: {count} added, 0 renewed, 0 unchanged, 0 kept as edited",
        f"guide pages: 0 added, 0 renewed, {count} unchanged, 0 kept as edited",
    ]
    assert Revision.objects.count() == count


def test_every_link_in_the_texts_leads_somewhere(client: Client) -> None:
    load_guides(say=say_nothing)
    for language in ("en", "ar"):
        for guide in Guide.objects.filter(language=language):
            for target in links_of(guide, language):
                answer = client.get(target)
                assert answer.status_code in (200, 302), (guide.slug, target)


def links_of(guide: Guide, language: str) -> set[str]:
    here = f"/{language}/about/{guide.slug.partition('--')[0]}/"
    parts = guide.text.html.split('href="')[1:]
    found = {urljoin(here, part.partition('"')[0]).partition("#")[0] for part in parts}
    assert all(target.startswith(f"/{language}/") for target in found)
    return found


def test_a_newer_text_renews_what_nobody_edited(folder: Path) -> None:
    load_guides(say=say_nothing, folder=folder)
    write(folder, "en", "Your privacy")
    said: list[str] = []

    load_guides(say=said.append, folder=folder)

    guide = Guide.objects.get(slug="privacy")
    assert (guide.title, guide.version) == ("Your privacy", 2)
    assert said == ["guide pages: 0 added, 1 renewed, 1 unchanged, 0 kept as edited"]


def test_a_newer_text_leaves_what_staff_edited(folder: Path) -> None:
    load_guides(say=say_nothing, folder=folder)
    guide = Guide.objects.get(slug="privacy")
    mona = make_user("Mona")
    base = KIND.snapshot(guide)
    change_guide(guide=guide, base=base, proposal=base | {"text": "Mona's words."}, by=mona)
    mona.delete()
    write(folder, "en", "Your privacy")
    said: list[str] = []

    load_guides(say=said.append, folder=folder)

    kept = Guide.objects.get(slug="privacy")
    assert (kept.title, kept.text.source) == ("Privacy", "Mona's words.")
    assert said == ["guide pages: 0 added, 0 renewed, 1 unchanged, 1 kept as edited"]


def test_a_file_without_its_front_matter_is_refused(folder: Path) -> None:
    (folder / "en" / "42-broken.md").write_text("title: Broken\n\nText.\n")

    with pytest.raises(UnreadableText):
        load_guides(say=say_nothing, folder=folder)

    assert not Guide.objects.exists()


def test_two_members_of_staff_do_not_overwrite_each_other(privacy: Guide) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    base = KIND.snapshot(privacy)
    change_guide(guide=privacy, base=base, proposal=base | {"text": "Alice's."}, by=alice)

    change_guide(guide=privacy, base=base, proposal=base | {"summary": "Bob's."}, by=bob)
    with pytest.raises(ConflictingChange):
        change_guide(guide=privacy, base=base, proposal=base | {"text": "Bob's."}, by=bob)

    now = KIND.snapshot(Guide.objects.get(pk=privacy.pk))
    assert (now["text"], now["summary"]) == ("Alice's.", "Bob's.")


def test_a_reviewer_changes_a_page_like_any_staff(privacy: Guide) -> None:
    base = KIND.snapshot(privacy)

    change_guide(guide=privacy, base=base, proposal=base | {"text": "New."}, by=make_reviewer())

    assert Guide.objects.get(pk=privacy.pk).text.source == "New."


def admin_data(guide: Guide, **fields: object) -> dict[str, object]:
    snapshot = KIND.snapshot(guide)
    keys = ("title", "summary", "section", "order", "text")
    return {key: snapshot[key] for key in keys} | {"opened_version": guide.version} | fields


def test_staff_edit_in_the_admin_and_each_save_is_a_revision(
    client: Client, mona: User, privacy: Guide
) -> None:
    address = f"/admin/home/guide/{privacy.pk}/change/"
    form = client.get(address)

    saved = client.post(address, admin_data(privacy, title="Your privacy", text="Line\r\nline"))

    assert "The text." in form.text
    assert saved.status_code == 302
    guide = Guide.objects.get(pk=privacy.pk)
    assert (guide.title, guide.text.source, guide.version) == ("Your privacy", "Line\nline", 2)
    revision = Revision.objects.get(page=guide, is_first=False)
    assert (revision.author, revision.state) == (mona, "accepted")


def test_the_second_editor_in_the_admin_is_told_and_keeps_the_text(
    client: Client, mona: User, privacy: Guide
) -> None:
    opened = admin_data(privacy, text="Mona's words.")
    base = KIND.snapshot(privacy)
    change_guide(guide=privacy, base=base, proposal=base | {"text": "Bob's."}, by=make_user("Bob"))
    address = f"/admin/home/guide/{privacy.pk}/change/"

    refused = client.post(address, opened)
    again = client.post(address, opened | {"opened_version": 2})

    assert refused.status_code == 200
    assert "Somebody changed this page" in refused.text
    assert "Mona&#x27;s words." in refused.text
    assert 'name="opened_version" value="2"' in refused.text
    assert again.status_code == 302
    assert Guide.objects.get(pk=privacy.pk).text.source == "Mona's words."


def test_staff_add_a_page_and_its_translation(client: Client, mona: User) -> None:
    data = content("Rules") | {"slug": "rules", "translation_of": ""}
    added = client.post("/admin/home/guide/add/", data)
    original = Guide.objects.get(slug="rules")
    arabic = content("قواعد", language="ar") | {"slug": "", "translation_of": original.pk}
    translated = client.post("/admin/home/guide/add/", arabic)
    twice = client.post("/admin/home/guide/add/", arabic)

    assert [added.status_code, translated.status_code, twice.status_code] == [302, 302, 200]
    assert "<h1>قواعد</h1>" in client.get("/ar/about/rules/").text
    assert original.is_published
    assert Guide.objects.count() == 2


def test_an_address_that_is_taken_is_refused(client: Client, mona: User, privacy: Guide) -> None:
    data = content("Privacy again") | {"slug": "privacy", "translation_of": ""}

    assert client.post("/admin/home/guide/add/", data).status_code == 200
    assert Guide.objects.count() == 1


def test_guide_pages_are_taken_off_the_site_not_deleted(
    client: Client, mona: User, privacy: Guide
) -> None:
    data = {"action": "take_off", "_selected_action": [privacy.pk]}
    client.post("/admin/home/guide/", data)

    assert client.get("/en/about/privacy/").status_code == 404
    assert client.post(f"/admin/home/guide/{privacy.pk}/delete/").status_code == 403
    assert Guide.objects.filter(pk=privacy.pk).exists()


def test_translations_that_nobody_has_read_are_listed_by_language(client: Client) -> None:
    page = client.get("/en/translations/")

    assert page.status_code == 200
    assert [row[0] for row in page.context["languages"]] == ["fr", "es", "ar"]
