from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "platform_site.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from . import receivers  # noqa: PLC0415 (models are ready only now)

        receivers.connect()


class AdminConfig(admin_apps.AdminConfig):
    """Django's admin with our sign-in."""

    default = False
    default_site = "platform_site.accounts.site.AdminSite"
