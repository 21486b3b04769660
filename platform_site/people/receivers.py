"""What follows when a person changes their account."""

from typing import Any

from django.db.models.signals import post_save

from platform_site.accounts.models import User

from .models import Profile


def connect() -> None:
    post_save.connect(keep_in_step, sender=User, dispatch_uid="people.keep_in_step")


def keep_in_step(instance: User, created: bool, raw: bool, **_: Any) -> None:
    """A profile bears its person's name, wherever that was changed."""
    if created or raw:
        return
    stale = Profile.objects.filter(user=instance.pk).exclude(
        title=instance.display_name, subtype=instance.works_for
    )
    if profile := stale.first():
        profile.title, profile.subtype = instance.display_name, instance.works_for
        profile.save(update_fields=["title", "subtype"])
