"""Tokens that die with what they were made for."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from .models import User


class ResetTokens(PasswordResetTokenGenerator):
    """A link to reset a password ends when the password, the address or the last sign-in changed
    (Django's part), and when the person was deactivated."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.is_active}"
