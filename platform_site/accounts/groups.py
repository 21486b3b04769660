"""The groups that the platform itself knows. Staff may make others."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

# By name: these belong to apps above. To decide is all that review asks for; who may decide
# also sees the queue, the reports and the posting rights.
REVIEWERS = ["moderation.decide_revision"]


def ensure_groups(using: str = "default") -> None:
    """Makes the group of reviewers and gives it what review needs; takes nothing from it."""
    group, _made = Group.objects.using(using).get_or_create(name="Reviewers")
    wanted = Q(pk__in=[])
    for app, codename in (name.split(".") for name in REVIEWERS):
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.using(using).filter(wanted))
