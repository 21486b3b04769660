"""What a worker does for files."""

from celery import shared_task

from .actions import sweep


@shared_task(name="files.sweep")
def sweep_files() -> None:
    """Again and again without harm: what is gone is not found a second time."""
    sweep()
