from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "platform_site.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from . import receivers  # noqa: PLC0415 (models are ready only now)

        receivers.connect()
