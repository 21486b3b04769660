"""The guide pages that the project brings along: guide/<language>/<order>-<slug>.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot

from .actions import publish_guide, renew_guide
from .models import Guide

GUIDES = Path(__file__).parent / "guide"
ORIGINAL = "en"

type Say = Callable[[str], None]


class UnreadableText(Exception):
    """A file lacks a line of its front matter, or has one that is not known."""


@dataclass(frozen=True)
class Source:
    """One file: `key: value` lines, an empty line, then the text in simple markup."""

    slug: str
    language: str
    content: Snapshot

    @classmethod
    def read(cls, path: Path) -> "Source":
        order, _dash, slug = path.stem.partition("-")
        fields = read_parts(path, keys={"title", "summary", "section"})
        rest = {"language": path.parent.name, "subjects": {}, "order": int(order)}
        return cls(slug, path.parent.name, fields | rest)


def read_parts(path: Path, *, keys: set[str]) -> dict[str, Any]:
    """The front matter of a file, which must have just these keys, and its `text`."""
    head, _empty, text = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    fields = {key: value.strip() for key, _colon, value in pairs}
    if set(fields) != keys:
        raise UnreadableText(f"{path}: needs {', '.join(sorted(keys))}, has {', '.join(fields)}")
    return fields | {"text": text.strip()}


def sources(folder: Path = GUIDES) -> Iterator[Source]:
    """Every file, originals before their translations."""
    paths = folder.glob("*/*.md")
    for path in sorted(paths, key=lambda p: (p.parent.name != ORIGINAL, p.parent.name, p.name)):
        yield Source.read(path)


@transaction.atomic
def load_guides(*, say: Say, folder: Path = GUIDES) -> None:
    """Adds and renews; a page whose text staff have changed stays as they left it."""
    done = {"added": 0, "renewed": 0, "unchanged": 0, "kept as edited": 0}
    for source in sources(folder):
        done[_load(source)] += 1
    say("guide pages: " + ", ".join(f"{number} {what}" for what, number in done.items()))


def _load(source: Source) -> str:
    guide = Guide.objects.versions_of(source.slug).filter(language=source.language).first()
    if guide is None:
        _publish(source)
        return "added"
    brought = _last_brought(guide)
    if brought == source.content:
        return "unchanged"
    current = kinds.get("guide").snapshot(guide)
    # A file says nothing of what only people give, such as tags.
    if brought is None or current | brought != current:
        return "kept as edited"
    renew_guide(guide=guide, content=source.content)
    return "renewed"


def _publish(source: Source) -> None:
    original = None
    if source.language != ORIGINAL:
        original = Guide.objects.get(slug=source.slug, translation_of__isnull=True)
    publish_guide(slug=source.slug, content=source.content, original=original)


def _last_brought(guide: Guide) -> Snapshot | None:
    """What the loader itself wrote last: what nobody sent has no key."""
    own = Revision.objects.filter(page=guide.pk, submission_key__isnull=True).order_by("-pk")
    return own.values_list("result", flat=True).first()
