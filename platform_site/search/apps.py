from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "platform_site.search"
    label = "search"
    verbose_name = "Search"
