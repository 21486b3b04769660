"""Hanging files on a document."""

from django import forms

from platform_site.files.forms import FilesField


class DocumentFilesForm(forms.Form):
    files = FilesField()  # type: ignore[assignment]  # the widget reads no request.FILES

    def removed(self) -> set[str]:
        """The keys of those that go."""
        return {row.key for row in self["files"].data.rows if row.is_removed}
