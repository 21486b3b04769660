from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "platform_site.moderation"
    label = "moderation"
    verbose_name = "Review"
