from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "platform_site.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        autodiscover_modules("synonyms", "answers")
