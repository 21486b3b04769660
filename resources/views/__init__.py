"""The library as readers see it."""

from .citing import cite, export
from .contributing import duplicates_of, type_fields
from .reading import detail, library

__all__ = ["cite", "detail", "duplicates_of", "export", "library", "type_fields"]
