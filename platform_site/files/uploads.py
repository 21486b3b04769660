"""How a file comes in: to the disk in blocks, never beyond the limit, whatever was declared."""

import contextlib
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .checks import Reason


class BoundedUploadHandler(FileUploadHandler):
    """The one upload handler of the site. What goes wrong is written on the file, as `problem`,
    for the form to say: a form that fails while it is read would lose all that was typed."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.problem: Reason | None = None
        self.size = 0
        self.file = self._open()

    def _open(self) -> Any:
        try:
            return TemporaryUploadedFile(
                self.file_name or "file", self.content_type or "", 0, self.charset
            )
        except OSError:
            self.problem = Reason.NO_ROOM
            return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.problem is None and self.size > settings.FILE_LARGEST:
            self._give_up(Reason.TOO_LARGE)
        if self.problem is None:
            try:
                self.file.write(raw_data)
            except OSError:
                self._give_up(Reason.NO_ROOM)

    def _give_up(self, problem: Reason) -> None:
        """The room is given back at once; the rest of the body is read past."""
        self.problem = problem
        with contextlib.suppress(OSError):
            self.file.seek(0)
            self.file.truncate()

    def file_complete(self, file_size: int) -> Any:
        if self.problem is None:
            try:
                self.file.flush()
            except OSError:
                self._give_up(Reason.NO_ROOM)
        if self.file is None:
            self.file = SimpleUploadedFile(self.file_name or "file", b"")
        self.file.seek(0)
        self.file.size, self.file.problem = self.size, self.problem
        return self.file

    def upload_interrupted(self) -> None:
        if getattr(self, "file", None) is not None:
            self.file.close()
