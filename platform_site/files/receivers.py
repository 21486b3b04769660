"""Bytes go with their row, and an upload with the last page that names it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from . import storing
from .actions import remove_unused
from .models import FileUse, StoredFile


def connect() -> None:
    post_delete.connect(_remove_bytes, sender=StoredFile, dispatch_uid="files.bytes")
    post_delete.connect(_remove_upload, sender=FileUse, dispatch_uid="files.upload")


def _remove_bytes(instance: StoredFile, **_said: Any) -> None:
    """Only once it is certain: a deletion that is taken back must find them there."""
    transaction.on_commit(partial(storing.remove, instance.path))


def _remove_upload(instance: FileUse, **_said: Any) -> None:
    transaction.on_commit(partial(remove_unused, stored_id=instance.stored_id))
