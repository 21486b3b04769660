from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "platform_site.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # An error says what to do, not what was wrong: Django's own says "is required".
        Field.default_error_messages["required"] = _("Fill this in")
