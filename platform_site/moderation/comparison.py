"""What a change looks like to the person who decides on it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from platform_site.core.differences import word_difference
from platform_site.pages.kinds import Kind, Snapshot, Text
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import PageSubject, Subject
from platform_site.pages.snapshots import Change, Path, changes


@dataclass(frozen=True)
class Row:
    """One changed field or child row, ready to be shown."""

    path: Path
    label: Text
    before: str
    proposed: str
    current: str
    difference: SafeString
    is_conflict: bool


def compare(*, kind: Kind, base: Snapshot, proposal: Snapshot, current: Snapshot) -> list[Row]:
    """Every change of a proposal as a row, conflicts marked."""
    found = changes(base=base, proposal=proposal, current=current)
    names = _row_names(found)
    return [_row(kind, change, names) for change in found]


def _row(kind: Kind, change: Change, names: dict[str, str]) -> Row:
    label: Text = kind.labels.get(change.path[0], change.path[0])
    before, proposed = _words(kind, change, change.before), _words(kind, change, change.proposed)
    if len(change.path) > 1:
        label = f"{label}: {_row_name(kind, change, names)}"
    return Row(
        path=change.path,
        label=label,
        before=before,
        proposed=proposed,
        current=_words(kind, change, change.current),
        difference=word_difference(before, proposed),
        is_conflict=change.is_conflict,
    )


def _row_name(kind: Kind, change: Change, names: dict[str, str]) -> str:
    key = change.path[1]
    if key in names or kind.say_row is None:
        return names.get(key, key)
    return kind.say_row(change.path, change.proposed or change.before)[0]


def _words(kind: Kind, change: Change, value: Any) -> str:
    if value is None:
        return ""
    if change.path[0] == "subjects":
        return str(PageSubject.Strength(value).label)
    if change.path[0] == "tags":
        return change.path[1]
    if len(change.path) > 1 and kind.say_row is not None:
        return kind.say_row(change.path, value)[1]
    return str(value)


def _row_names(found: list[Change]) -> dict[str, str]:
    codes = [change.path[1] for change in found if change.path[0] == "subjects"]
    if not codes:
        return dict(CONTENT_LANGUAGES)
    subjects = Subject.objects.filter(code__in=codes).named()
    return {subject.code: subject.name for subject in subjects}
