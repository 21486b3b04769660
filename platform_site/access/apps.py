from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "platform_site.access"
    label = "access"
    verbose_name = "Access"
