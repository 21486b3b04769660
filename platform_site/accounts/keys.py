"""Passkeys: allauth's forms, with an answer to whatever a stranger sends.

What is sent is JSON that holds bytes that hold a signature. Every reader on that way has errors
of its own for what it cannot read, and allauth waits only for some of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.forms.fields import InvalidJSONInput

LONGEST = 20_000


@contextmanager
def unreadable_is_wrong() -> Iterator[None]:
    try:
        yield
    except (ValidationError, DatabaseError):
        raise
    except Exception as error:
        raise get_adapter().validation_error("incorrect_code") from error


class CredentialField(forms.JSONField):
    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        with unreadable_is_wrong():
            if len(value or "") > LONGEST:
                raise ValueError
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Not shown again, so never read a second time."""
        return InvalidJSONInput("")


class AddKey(keys.AddWebAuthnForm):
    credential = CredentialField()

    def clean(self) -> dict[str, Any]:
        with unreadable_is_wrong():
            return super().clean()


class Signed:
    """Checks what the key signed."""

    def clean_credential(self) -> Any:
        with unreadable_is_wrong():
            return super().clean_credential()  # type: ignore[misc]


class SignInWithKey(Signed, keys.LoginWebAuthnForm):
    credential = CredentialField()


class SecondStepWithKey(Signed, keys.AuthenticateWebAuthnForm):
    credential = CredentialField()


class SecondStepAgainWithKey(Signed, keys.ReauthenticateWebAuthnForm):
    credential = CredentialField()
