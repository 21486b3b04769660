"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import User


def member(request: HttpRequest) -> User:
    """The person of a request that only people signed in can make; refused to anyone else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
