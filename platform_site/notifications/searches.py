"""What a followed search is called, in the active language and as far as its reader may know."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from platform_site.pages import kinds
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Subject

from .models import SavedSearch

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def names_of(searches: Iterable[SavedSearch], reader: "User") -> dict[int, str]:
    """“pension” · News · Cambodia: id → name. One query for the subjects of all."""
    searches = list(searches)
    asked = {search.about_id for search in searches if search.about_id}
    subjects: Any = Subject.objects.published().visible_to(reader).filter(pk__in=asked).named()
    names = dict(subjects.values_list("pk", "name")) if asked else {}
    return {search.pk: " · ".join(_parts(search, names)) for search in searches}


def _parts(search: SavedSearch, subjects: dict[int, str]) -> list[str]:
    words = _("“%(words)s”") % {"words": search.words} if search.words else ""
    language = dict(CONTENT_LANGUAGES).get(search.language, search.language)
    said = [words, *_kind(search), subjects.get(search.about_id or 0, ""), language]
    return [str(part) for part in [*said, search.year or ""] if part]


def _kind(search: SavedSearch) -> list[str]:
    kind = kinds.find(search.kind)
    if kind is None:
        return [search.kind]
    return [str(kind.label_plural), str(kind.subtypes.get(search.subtype, search.subtype))]
