"""Django's admin behind the site's own sign-in."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _


class AdminSite(admin.AdminSite):
    """Staff come in, with a second step where the settings ask for one (ADMIN_REQUIRES_MFA).

    The admin's own sign-in and password pages are never shown: they know neither our limits
    nor second steps.
    """

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not lacks_second_step(request)

    @method_decorator(secure_admin_login)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Only staff arrive here; everybody else was sent away or refused."""
        if lacks_second_step(request):
            messages.warning(request, _("Set up a second step to enter the administration."))
            return redirect("mfa_index")
        return redirect("admin:index")

    def password_change(  # type: ignore[override]  # a redirect is no template's response
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


def lacks_second_step(request: HttpRequest) -> bool:
    return settings.ADMIN_REQUIRES_MFA and not getattr(request.user, "has_second_step", False)
