"""Where allauth asks us instead of deciding by itself. `notifications.adapter` adds the mails."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from .clients import client_address


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        """For the mails about one's own account. Without a socket's address there is none."""
        return client_address(request) or "?"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The front page in the person's own language, unless they were on their way elsewhere."""
        with translation.override(getattr(request.user, "language", None)):
            return reverse(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_preferences")
