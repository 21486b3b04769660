"""Uploads as the tests send them."""

import io
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from platform_site.accounts.models import User
from platform_site.files.actions import keep_upload
from platform_site.files.models import StoredFile
from platform_site.files.staging import Held, new_key
from platform_site.files.storing import stored_paths
from tests.files.making import pdf

TEXT = b"name,value\na,1\n"


def a_file(content: bytes | None = None, name: str = "report.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def kept(by: User, content: bytes | None = None, name: str = "report.pdf") -> StoredFile:
    return keep_upload(stream=io.BytesIO(pdf() if content is None else content), name=name, by=by)


def signed(stored: StoredFile, key: str = "") -> str:
    return Held(key or new_key(), str(stored.pk)).signed()


def a_pdf(said: bytes) -> bytes:
    """A PDF that differs from others."""
    return pdf(b"(" + said + b")")


def of_page(*stored: StoredFile, **titles: str) -> dict[str, dict[str, Any]]:
    """What a snapshot says: keys k0, k1, … in this order."""
    return {
        f"k{n}": {"file": str(one.pk), "title": titles.get(f"k{n}", "")}
        for n, one in enumerate(stored)
    }


def held_paths() -> set[str]:
    return set(stored_paths())


def bytes_of(stored: StoredFile) -> bytes:
    with default_storage.open(stored.path) as file:
        return file.read()
