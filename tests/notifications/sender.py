"""A sender as a process of its own, to be killed: `python -m tests.notifications.sender`."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from platform_site.notifications.actions import send_due, settle

    settle()
    send_due()
