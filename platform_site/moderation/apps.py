from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "platform_site.moderation"
    label = "moderation"
    verbose_name = _("Review")

    def ready(self) -> None:
        from . import receivers  # noqa: PLC0415 (models are ready only now)

        receivers.connect()
