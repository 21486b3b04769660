from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "platform_site.pages"
    label = "pages"
    verbose_name = _("Tags")

    def ready(self) -> None:
        # What the lower tiers need from the sections is registered in modules found by name.
        autodiscover_modules("kinds", "blocks", "explanations")
