from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "platform_site.discussions"
    label = "discussions"
    verbose_name = "Discussions"
