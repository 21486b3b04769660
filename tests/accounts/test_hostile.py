"""Whatever is sent to the pages of signing in, nothing breaks: no answer of 500, no text lost."""

import pytest
from django.test import Client

from platform_site.accounts import limits
from platform_site.accounts.models import User
from tests.accounts.cast import PASSWORD, Mail, sign_in

pytestmark = pytest.mark.django_db

VALUES = [
    "\0",
    "a\0b@people.example",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "\u202e\u200b",
    "a\r\nBcc: x@people.example",
    "'\"--;",
    "9" * 5000,
    "-1",
    "null",
    "[]",
    "{}",
    '{"id": 1, "response": {}}',
    '{"id":"a","rawId":"a","response":{"userHandle":"////"},"type":"public-key"}',
    "[" * 200_000,
    "%00%0d%0a",
    "٣٤٥٦٧٨",
    "@" * 300,
    f"{'a' * 250}@people.example",
    f"a@{'b' * 64}.example",
    "a@" + "ß" * 62 + ".example",
    "a@[192.0.2.1]",
    "a@.example",
]
FIELDS = (
    "login password display_name email password1 password2 oldpassword next code credential name "
    "language time_zone key uidb36 action_add action_send action_remove"
).split()
OUTSIDE = ["login/", "signup/", "password/reset/", "2fa/webauthn/login/", "logout/"]
INSIDE = [
    "preferences/",
    "email/",
    "password/change/",
    "reauthenticate/",
    "2fa/reauthenticate/",
    "2fa/totp/activate/",
    "2fa/webauthn/add/",
    "2fa/webauthn/reauthenticate/",
]
KEYS = ["a-b", "zzzzzzzzzzzzz-x", "1-set-password", "0-x", "1y2p0ij32e8e7-x"]


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else most of it would be stopped at the door."""
    monkeypatch.setattr(limits, "LIMITS", dict.fromkeys(limits.LIMITS, ()))


@pytest.mark.parametrize("place", OUTSIDE)
def test_strangers_send_what_they_like(alice: User, mails: list[Mail], place: str) -> None:
    for value in VALUES:
        fields = dict.fromkeys(FIELDS, value)
        address = f"/en/accounts/{place}"

        assert Client().post(address, fields).status_code < 500, value


@pytest.mark.parametrize("field", ["email", "display_name", "password1", "next"])
def test_one_wrong_field_among_right_ones_is_answered(
    db: None, mails: list[Mail], field: str
) -> None:
    right = {"email": "x@people.example", "display_name": "X", "password1": PASSWORD}

    for value in VALUES:
        answer = Client().post("/en/accounts/signup/", right | {field: value})
        assert answer.status_code < 500, value


@pytest.mark.parametrize("place", INSIDE)
def test_people_send_what_they_like(alice: User, mails: list[Mail], place: str) -> None:
    sign_in(client := Client(), alice.email)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})

    for value in VALUES:
        answer = client.post(f"/en/accounts/{place}", dict.fromkeys(FIELDS, value))
        assert answer.status_code < 500, value


@pytest.mark.parametrize("key", KEYS)
def test_links_that_nobody_sent_are_answered(key: str) -> None:
    for address in (f"password/reset/key/{key}/", f"confirm-email/{key}/"):
        for answer in (
            Client().get(f"/en/accounts/{address}"),
            Client().post(f"/en/accounts/{address}"),
        ):
            assert answer.status_code in (200, 302, 404)


@pytest.mark.parametrize("value", ["%00", "%ff", "a" * 9000, "%E2%80%AE", "../../etc/passwd"])
def test_a_forged_token_of_a_kept_form_is_only_not_found(alice: User, value: str) -> None:
    sign_in(client := Client(), alice.email)

    assert client.get(f"/en/accounts/preferences/?kept={value}").status_code == 200
    assert client.get(f"/en/accounts/login/?next={value}").status_code == 302
