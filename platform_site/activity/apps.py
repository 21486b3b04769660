from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "platform_site.activity"
    label = "activity"
    verbose_name = "Activity"
