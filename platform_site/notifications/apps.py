from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "platform_site.notifications"
    label = "notifications"
    verbose_name = "Notifications"
