"""No page or mail in Arabic has a word in it that was forgotten in the code."""

from collections.abc import Iterable

import pytest
from django.conf import settings
from django.test import Client

from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.people.languages import SPOKEN
from resources.languages import LANGUAGES as WRITTEN
from tests.translations.conftest import SUMMARY, TEXT, TITLE, World
from tests.translations.reading import latin, said

# Names that are the same in every language, or that Arabic texts write in Latin letters.
NAMES = {
    *(name for _code, name in [*settings.LANGUAGES, *CONTENT_LANGUAGES, *SPOKEN, *WRITTEN]),
    *("CC BY", "CSV", "GESS", "Natural Earth", "Unicode CLDR", "UTC"),
    *("AA", "OR"),  # a level of the WCAG, the word that search understands
    *("II", "III", "IV", "VI", "VII", "VIII", "IX"),  # parts of Convention No. 102
    "ISO3",
    *("ILO", "ILOSTAT", "UNESCO", "SKOS", "Turtle", "JSON-LD", "BibTeX", "RIS", "CSL", "JSON"),
    *("DOI", "ISBN", "ORCID", "Europe/Zurich"),
    # Initiatives and organisations whose Arabic names carry their acronym.
    *("SP&PFM", "SPIAC-B", "USP2030", "GCSPF", "GESS", "ISPA", "GiveDirectly", "PALOP", "SDG"),
}
QUOTED = (TITLE, SUMMARY, TEXT)
# In the administration: values and titles as they are kept, and what Django says in English only.
AS_KEPT = ("news", "ar", "en", "Search", "Cambodia", TITLE)

OPEN_TO_ALL = """
    _ countries/ countries/?figure=SI_COV_PENSN countries/?region=africa countries/khm/
    countries/cpv/ countries/tuv/ countries/som/ countries/stp/ regions/africa/ groups/ldc/
    news/ news/?q=none news/?about=KHM {arabic} {english} events/ events/?when=past
    countries/alb/ countries/bra/ instruments/ instruments/c102/ data/ data/si_cov_pensn/
    themes/ themes/old-age/ themes/women/ resources/ resources/?type=report glossary/
    glossary/?order=theme glossary/?order=tree programmes/ programmes/flagship/ projects/
    organisations/ organisations/ilo/ people/
    search/ search/?q=معاش search/?q=ظظظ contribute/ display/ nothing/
    translations/ about/ about/what-this-is/ about/key-concepts/ about/figures/ about/privacy/
    about/review/ about/accessibility/ about/contact/ about/start-ministry/
    accounts/login/ accounts/signup/ accounts/password/reset/ accounts/password/reset/done/
    accounts/password/reset/key/1-abc/ accounts/confirm-email/ accounts/confirm-email/abc/
    pages/{english_id}/reports/new/ pages/{country_id}/reports/new/
    contributions/{accepted}/ contributions/{asked}/ contributions/{refused}/
    contributions/{pending}/ contributions/{open_report}/ contributions/{answered_report}/
    unsubscribe/{stop}/
""".split()
OPEN_TO_MEMBERS = """
    _ me/ me/follows/ me/notifications/ me/mail/ contribute/article/
    contributions/{asked}/ contributions/{asked}/revision/
    pages/{english_id}/suggestions/new/ pages/{country_id}/suggestions/new/
    pages/{country_id}/follow/ pages/{english_id}/follow/ pages/{english_id}/comments/new/
    accounts/preferences/ accounts/email/ accounts/password/change/ accounts/logout/
    accounts/reauthenticate/ accounts/2fa/ accounts/2fa/webauthn/
""".split()
OPEN_TO_REVIEWERS = """
    moderation/revision/ moderation/revision/{pending}/change/ moderation/problemreport/
    moderation/problemreport/{report}/change/
""".split()
# Sent with what cannot be taken: what is said then must be in Arabic, too.
REFUSED = {
    "accounts/login/": {"login": "nobody@people.example", "password": "a wrong password"},
    "accounts/signup/": {"email": "no address", "password1": "short"},
    "accounts/password/reset/": {},
    "pages/{country_id}/reports/new/": {},
    "contribute/article/": {
        "title": "م" * 500,
        "link": "x",
        "subjects": "لا بلد",
        "language": "لغة",
    },
    "pages/{english_id}/suggestions/new/": {"title": "", "text": ""},
    "pages/{english_id}/comments/new/": {},
    "accounts/preferences/": {"display_name": "", "time_zone": "x", "language": "لغة"},
    "accounts/password/change/": {"oldpassword": "x", "password1": "a", "password2": "b"},
    "accounts/email/": {"action_add": "", "email": "no address"},
}


def address(path: str, world: World) -> str:
    """A path of the lists above, with the addresses of this world put in."""
    if path == "_":
        return "/ar/"
    if path in ("{arabic}", "{english}"):
        page = world.arabic if path == "{arabic}" else world.english
        return page.get_absolute_url().replace("/en/", "/ar/", 1)
    tokens = ("accepted", "asked", "refused", "pending", "open_report", "answered_report")
    return "/ar/" + path.format(
        english_id=world.english.pk,
        country_id=world.country.pk,
        stop=world.stop,
        **{name: getattr(world, name).token for name in tokens},
    )


def forgotten(page: str, *, more: Iterable[str] = ()) -> list[tuple[str, str]]:
    assert said(page)[0].language == "ar", "the page itself claims another language"
    found = latin(page, language="ar", names={*NAMES, *more}, quoted=QUOTED)
    # Names of people, journals and institutions stand in <bdi>: nobody transliterates them.
    return [(one.tag, one.text) for one in found if one.tag != "bdi"]


@pytest.fixture
def layla(world: World, db: None, client: Client) -> Client:
    client.force_login(world.layla)
    return client


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_page_open_to_all_is_in_arabic(world: World, db: None, client: Client, path: str) -> None:
    response = client.get(address(path, world))

    assert response.status_code == (404 if path == "nothing/" else 200)
    assert forgotten(response.text) == []


@pytest.mark.parametrize("path", OPEN_TO_MEMBERS)
def test_a_page_of_a_member_is_in_arabic(world: World, layla: Client, path: str) -> None:
    response = layla.get(address(path, world), follow=True)

    assert response.status_code == 200
    assert forgotten(response.text) == []


@pytest.mark.parametrize("path", REFUSED)
@pytest.mark.parametrize("is_member", [False, True])
def test_what_is_wrong_with_a_form_is_said_in_arabic(
    world: World, db: None, client: Client, path: str, is_member: bool
) -> None:
    if is_member:
        client.force_login(world.layla)

    response = client.post(address(path, world), REFUSED[path], follow=True)

    assert response.status_code in (200, 422)
    assert forgotten(response.text) == []


@pytest.mark.parametrize("path", OPEN_TO_REVIEWERS)
def test_a_page_of_the_administration_is_in_arabic(
    world: World, db: None, client: Client, path: str
) -> None:
    client.force_login(world.mona)

    response = client.get(
        f"/admin/{path.format(pending=world.pending.pk, report=world.open_report.pk)}",
        headers={"accept-language": "ar"},
    )

    assert response.status_code == 200
    assert forgotten(response.text, more=AS_KEPT) == []


def test_a_forgotten_word_is_found() -> None:
    page = """<html lang="ar"><link href="x"/><title>بحث – News</title><p>كل <b>Everything</b></p>
        <p lang="en">Everything</p><code>Everything</code><script>let everything</script>
        <input type="submit" value="Send"><input value="typed"><img alt="A map">
        <p>CSV من https://unstats.un.org</p><p>جديد: «Pension law passed»</p>
        <p>Pension law passed</p><textarea>Pension law passed</textarea>"""

    assert forgotten(page) == [
        ("title", "بحث – News"),
        ("b", "Everything"),
        ("input", "Send"),
        ("img", "A map"),
        ("p", "Pension law passed"),
    ]
