"""What a change looks like to the person who decides on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from platform_site.pages.kinds import Kind, Snapshot, Text
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import PageSubject, Subject
from platform_site.pages.snapshots import Change, Path, changes

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Past this many words the comparison would take seconds; then the two texts stand side by side.
_TOO_LONG = 6_000


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


def word_difference(before: str, after: str) -> SafeString:
    """The text with what went out in <del> and what came in in <ins>."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _TOO_LONG:
        return format_html("<del>{}</del><ins>{}</ins>", before, after)
    return format_html_join("", "{}", ((part,) for part in _parts(old, new)))


def _parts(old: list[str], new: list[str]) -> Iterator[SafeString]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield format_html("{}", "".join(old[a:b]))
            continue
        if b > a:
            yield format_html("<del>{}</del>", "".join(old[a:b]))
        if d > c:
            yield format_html("<ins>{}</ins>", "".join(new[c:d]))


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
