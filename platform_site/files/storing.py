"""The bytes themselves: written once, read in blocks, taken away with their row."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage

from .checks import Reason, Refused
from .checks.needles import blocks

FOLDER = "files"


def digest_of(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for block in blocks(stream):
        digest.update(block)
    return digest.hexdigest()


def write(stream: IO[bytes], *, path: str) -> None:
    """Raises Refused where there is no room: then nothing of it is left."""
    stream.seek(0)
    try:
        default_storage.save(path, stream if isinstance(stream, File) else File(stream))
    except OSError as error:
        remove(path)
        raise Refused(Reason.NO_ROOM) from error


def remove(path: str) -> None:
    default_storage.delete(path)


def stored_paths() -> Iterator[str]:
    """Every path that the storage holds."""
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"
