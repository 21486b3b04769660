from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "platform_site.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        # Models are loaded only now.
        from platform_site.activity.actions import on_commit_wake  # noqa: PLC0415 (apps first)

        from .wake import wake_fan_out  # noqa: PLC0415 (apps first)

        autodiscover_modules("notices")
        on_commit_wake(wake_fan_out)
