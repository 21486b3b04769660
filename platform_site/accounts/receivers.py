"""What follows from what happens elsewhere."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from django.apps import apps
from django.db.models.signals import post_migrate

from .groups import ensure_groups
from .models import User


def connect() -> None:
    for signal in (password_changed, password_reset, password_set):
        signal.connect(drop_pending_addresses, dispatch_uid="accounts.drop_pending_addresses")
    post_migrate.connect(make_groups, dispatch_uid="accounts.make_groups")


def drop_pending_addresses(user: User, **_: Any) -> None:
    """Whoever had got in and asked to change the address still holds a link that would do it."""
    EmailAddress.objects.filter(user=user, verified=False, primary=False).delete()


def make_groups(app_config: Any, using: str, **_: Any) -> None:
    """Once for each migrate, after the last app: the permissions of all others exist then."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if app_config == with_models[-1]:
        ensure_groups(using)
