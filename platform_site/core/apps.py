from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "platform_site.core"
    label = "core"
    verbose_name = "Core"
