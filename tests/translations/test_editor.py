"""The rich editor, made by a script from elsewhere, speaks the language of the page."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_user
from tests.translations.reading import LATIN

# What its parts are called, by pointer and by ear; the texts of icons are drawn as pictures.
NAMES = """(place) => [...document.querySelectorAll(`${place} *`)].flatMap((one) => {
  const isDrawn = one.matches(".material-icons") || one.children.length
  return [one.getAttribute("title"), one.ariaLabel, isDrawn ? "" : one.textContent.trim()]
}).filter(Boolean)"""


def _signed_in(browser: Browser, site: LiveServer) -> Page:
    layla = make_user("ليلى", email="layla@people.example")
    EmailAddress.objects.create(user=layla, email=layla.email, verified=True, primary=True)
    client = Client()
    client.force_login(layla)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=site.url, locale="ar")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.url}])
    return context.new_page()


def test_the_editor_has_arabic_buttons_and_an_arabic_dialog(
    transactional_db: None, browser: Browser, live_server: LiveServer
) -> None:
    page = _signed_in(browser, live_server)
    page.goto("/ar/contribute/article/")

    page.get_by_role("button", name="اكتب بالأزرار").click()
    page.get_by_role("button", name="غليظ").click()
    editor = page.get_by_role("textbox", name="النص مع تنسيقه")
    editor.type("كلمة")
    names = page.evaluate(NAMES, ".prose-menubar")
    editor.press("Control+a")
    page.get_by_role("button", name="الرابط").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    dialog = page.evaluate(NAMES, "dialog")
    page.context.close()

    assert {"غليظ", "قائمة", "فقرة", "عنوان"} <= set(names)
    assert [name for name in names if LATIN.search(name)] == []
    assert "احفظ" in dialog
    assert [text for text in dialog if LATIN.search(text)] == []
