from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "platform_site.files"
    label = "files"
    verbose_name = _("Files")

    def ready(self) -> None:
        from . import receivers  # noqa: PLC0415 (models are ready only now)

        receivers.connect()
