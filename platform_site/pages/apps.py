from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PagesConfig(AppConfig):
    name = "platform_site.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        # What the lower tiers need from the sections is registered in modules found by name.
        autodiscover_modules("kinds", "blocks", "explanations")
