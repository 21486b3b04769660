"""The groups that the platform itself knows. Staff may make others."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

# By name: these belong to apps above, which may not all be there.
REVIEWERS = [
    "moderation.decide_revision",
    "moderation.view_revision",
    "moderation.view_problemreport",
    "moderation.change_problemreport",
    "moderation.view_postingright",
]


def ensure_groups(using: str = "default") -> None:
    """Makes the group of reviewers and gives it what review needs; takes nothing from it."""
    group, _made = Group.objects.using(using).get_or_create(name="Reviewers")
    names = [name.split(".") for name in REVIEWERS]
    wanted = Q(pk__in=[])
    for app, codename in names:
        wanted |= Q(content_type__app_label=app, codename=codename)
    group.permissions.add(*Permission.objects.using(using).filter(wanted))
