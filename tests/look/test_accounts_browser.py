"""The pages of signing in, in a real browser."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/"])
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    live_server, new_context, axe, path, language, scheme
):
    page = new_context(color_scheme=scheme).new_page()
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(f"{live_server.url}/{language}/accounts/{path}")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_passkey_is_not_offered_where_no_script_runs(live_server, new_context):
    page = new_context(java_script_enabled=False).new_page()

    page.goto(live_server.url + "/en/accounts/login/")

    assert page.locator("#passkey_login").is_hidden()
    assert page.get_by_role("button", name="Sign in").is_visible()
