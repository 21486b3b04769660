"""Snapshots of what every kind of page has, and how two changes of one page meet."""

from dataclasses import dataclass
from typing import Any

from . import actions
from .kinds import Snapshot
from .models import Page, PageText, Subject, Tag

type Path = tuple[str, ...]
_ABSENT: Any = None


def base_snapshot(page: Page) -> Snapshot:
    """The part of a snapshot that every contributed kind shares."""
    strengths = actions.direct_subjects(page)
    subjects = Subject.objects.in_bulk(strengths)
    text = PageText.objects.filter(pk=page.pk).values_list("source", flat=True).first()
    return {
        "title": page.title,
        "summary": page.summary,
        "language": page.language,
        "text": text or "",
        "subjects": {subjects[pk].code: strength for pk, strength in sorted(strengths.items())},
        "tags": dict.fromkeys(_tag_names(page), 1),
    }


def _tag_names(page: Page) -> list[str]:
    tags = Tag.objects.filter(page_tags__content_object=page.pk)
    return list(tags.order_by("name").values_list("name", flat=True))


def apply_base(page: Page, snapshot: Snapshot) -> None:
    """Writes the shared part back; the caller saves the page's own columns afterwards."""
    page.title = snapshot["title"]
    page.summary = snapshot["summary"]
    page.language = snapshot["language"]
    actions.write_text(page=page, source=snapshot["text"])
    pks = dict(Subject.objects.filter(code__in=snapshot["subjects"]).values_list("code", "pk"))
    actions.set_subjects(
        page=page, strengths={pks[c]: s for c, s in snapshot["subjects"].items() if c in pks}
    )
    if "tags" in snapshot:
        # Proposals from before there were tags say nothing of them.
        actions.set_tags(page=page, names=snapshot["tags"])


def flatten(snapshot: Snapshot) -> dict[Path, Any]:
    """One entry per field or child row: {"subjects": {"KHM": 3}} → {("subjects", "KHM"): 3}."""
    flat: dict[Path, Any] = {}
    for key, value in snapshot.items():
        if isinstance(value, dict):
            flat |= {(key, row): inner for row, inner in value.items()}
        else:
            flat[(key,)] = value
    return flat


def unflatten(flat: dict[Path, Any], like: Snapshot) -> Snapshot:
    snapshot: Snapshot = {key: {} for key, value in like.items() if isinstance(value, dict)}
    for path, value in flat.items():
        if len(path) == 1:
            snapshot[path[0]] = value
        elif value is not _ABSENT:
            snapshot.setdefault(path[0], {})[path[1]] = value
    return snapshot


@dataclass(frozen=True)
class Change:
    """One field or child row: what it was, what was proposed, what stands on the page now."""

    path: Path
    before: Any
    proposed: Any
    current: Any

    @property
    def is_conflict(self) -> bool:
        """Somebody else changed the same field or row, to something else, in the meantime."""
        return self.current not in (self.before, self.proposed)

    @property
    def is_done(self) -> bool:
        return self.current == self.proposed


def changes(*, base: Snapshot, proposal: Snapshot, current: Snapshot) -> list[Change]:
    """What a proposal changes, per field and child row, in the order of the snapshot."""
    before, proposed, now = flatten(base), flatten(proposal), flatten(current)
    paths = dict.fromkeys([*proposed, *before])
    return [
        Change(path, before.get(path, _ABSENT), proposed.get(path, _ABSENT), now.get(path, _ABSENT))
        for path in paths
        if before.get(path, _ABSENT) != proposed.get(path, _ABSENT)
    ]


def merge(*, base: Snapshot, proposal: Snapshot, current: Snapshot) -> Snapshot:
    """The current snapshot with the proposal's changes in it; conflicts take the proposal's side.

    Callers that must not overwrite ask `changes` for conflicts first.
    """
    flat = flatten(current)
    for change in changes(base=base, proposal=proposal, current=current):
        flat[change.path] = change.proposed
    return unflatten(flat, like=current | proposal)
