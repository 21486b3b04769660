from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "platform_site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from . import receivers  # noqa: PLC0415 (models are ready only now)

        receivers.connect()
        # What each app holds of a person.
        autodiscover_modules("privacy")


class AdminConfig(admin_apps.AdminConfig):
    """Django's admin with our sign-in."""

    default = False
    default_site = "platform_site.accounts.site.AdminSite"
