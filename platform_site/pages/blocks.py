"""What a subject's page shows below its key data: sections register their blocks here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from .cards import cards
from .kinds import Text
from .models import Page, Subject

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of an entry page.

    `content(subject, user)` gives the template's context, or None when there is nothing to show;
    then `missing` joins the one quiet list "not here yet", with `add` as the way to contribute.
    """

    name: str
    title: Text
    template: str
    content: Callable[[Subject, "Person"], dict[str, Any] | None]
    missing: Text
    add: Callable[[Subject], str]
    order: int = 100
    # The kinds of subjects it can say anything of; all, when none is named.
    about: tuple[str, ...] = ()


_blocks: dict[str, Block] = {}


def register(block: Block) -> None:
    if block.name in _blocks:
        raise ValueError(f"block {block.name!r} is registered already")
    _blocks[block.name] = block


@dataclass(frozen=True)
class EntryPage:
    """The drawn blocks of a subject and what is not here yet."""

    drawn: list[tuple[Block, dict[str, Any]]]
    missing: list[tuple[Block, str]]


def newest(
    subject: Subject, user: "Person", *, kind: str, list_view: str, all_label: Text
) -> dict[str, Any] | None:
    """What templates/pages/block.html draws: the newest of a contributed kind about a subject."""
    pages = Page.objects.published().listed_about(subject, kind=kind, user=user)
    shown = list(pages.filter(translation_of__isnull=True).newest_first()[:SHOWN])
    if not shown:
        return None
    every = f"{reverse(list_view)}?about={subject.code}"
    return {"cards": cards(shown, user), "all": every, "all_label": all_label}


def add_page(kind: str) -> Callable[[Subject], str]:
    """The address of the form for a page of the kind, with the subject filled in."""
    return lambda subject: f"{reverse('contribute-page', args=[kind])}?about={subject.code}"


def entry_page(subject: Subject, user: "Person") -> EntryPage:
    drawn, missing = [], []
    for block in sorted(_blocks.values(), key=lambda b: b.order):
        if block.about and subject.kind not in block.about:
            continue
        content = block.content(subject, user)
        if content is None:
            missing.append((block, block.add(subject)))
        else:
            drawn.append((block, content))
    return EntryPage(drawn, missing)
