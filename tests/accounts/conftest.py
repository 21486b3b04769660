"""What the tests of accounts share."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.utils.module_loading import import_string

from platform_site.accounts.models import User
from tests.accounts.cast import Mail, make_member


@pytest.fixture
def alice(db: None) -> User:
    return make_member("Alice")


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> list[Mail]:
    """The mails asked for, instead of sending them: how they are sent is another room's."""
    sent: list[Mail] = []

    def keep(_self: object, kind: str, to: str, context: dict[str, object]) -> None:
        sent.append(Mail(kind.removeprefix("account/email/"), to, context))

    monkeypatch.setattr(import_string(settings.ACCOUNT_ADAPTER), "send_mail", keep)
    return sent


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each password that was hashed."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return hashed
