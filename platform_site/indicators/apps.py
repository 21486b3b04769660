from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "platform_site.indicators"
    label = "indicators"
    verbose_name = "Indicators"
