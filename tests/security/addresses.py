"""Every address of the site, filled with the ids of a world: an unknown one fails the run."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from platform_site.files.models import PageFile
from workspaces.models import Task

# Names of patterns whose arguments are not rows of ours: an example of each.
FIXED: dict[str, list[list[Any]]] = {
    "contribute-page": [["article"], ["nothing"]],
    "countries:region": [["africa"], ["nowhere"]],
    "countries:instrument": [["c102"], ["nothing"]],
    "countries:add-row": [["khm", "schemes"], ["khm", "nothing"], ["xyz", "laws"]],
    "countries:change-row": [["khm", "schemes", "employment-injury"], ["khm", "laws", "x"]],
    "countries:group": [["ldc"], ["nowhere"]],
    "glossary:export": [["ttl"], ["jsonld"], ["csv"]],
    "themes:detail": [["old-age"], ["nowhere"]],
    "organisations:detail": [["ilo"], ["nobody"]],
    "programmes:detail": [["flagship"], ["nothing"]],
    "old-address": [["Contribution.action"], ["nothing"]],
    "older-address": [["Flagship.action"], ["Nothing.action"]],
    "pages:tag": [["open"], ["inside"], ["nothing"]],
    "pages:tag-feed": [["open"], ["inside"], ["nothing"]],
    "indicators:detail": [["si_cov_benfts"], ["nothing"]],
    "indicators:data": [["si_cov_benfts"], ["nothing"]],
    "guide": [["mission"], ["nothing"]],
    "workspaces:invitation": [["guessed"]],
    "workspaces:discard-draft": [["00000000-0000-0000-0000-000000000000"]],
    "unsubscribe": [["guessed"]],
    "working-address": [["guessed"]],
    "demo-mail-detail": [["guessed"]],
    "sitemap-part": [[1]],
    "account_confirm_email": [["guessed"]],
    "account_reset_password_from_key": [["1", "guessed"]],
    "mfa_remove_webauthn": [[1]],
    "mfa_edit_webauthn": [[1]],
    "resources:export": [["bib"], ["ris"], ["json"]],
    "glossary:detail": [["pension"], ["nothing"]],
    "glossary:new-definition": [["pension"], ["nothing"]],
    "glossary:new-designation": [["pension"], ["nothing"]],
    "glossary:export-one": [["pension", "ttl"], ["nothing", "csv"]],
    "people:message": [[1]],
    "people:conversation": [[1]],
    "people:conversation-unsent": [[1]],
    "people:acceptance": [[1]],
    "people:end": [[1]],
    "people:mute": [[1]],
    "people:block-other": [[1]],
    "people:copy": [[1]],
    "people:report": [[1]],
    "people:unblock": [[1]],
}


@dataclass
class World:
    """The rows that addresses are filled with, public and hidden ones alike."""

    pages: list[Any] = field(default_factory=list)
    countries: list[str] = field(default_factory=lambda: ["khm"])


def names(
    patterns: Iterable[Any] | None = None, space: str = "", above: int = 0
) -> Iterator[tuple[str, bool]]:
    """Each named pattern and whether it takes arguments; the admin has tests of its own."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        groups = above + each.pattern.regex.groups
        if isinstance(each, URLResolver):
            if each.namespace != "admin":
                inner = f"{each.namespace}:" if each.namespace else ""
                yield from names(each.url_patterns, space + inner, groups)
        elif isinstance(each, URLPattern) and each.name:
            yield space + each.name, bool(groups)


def addresses(world: World) -> Iterator[str]:
    for name, takes_arguments in dict(names()).items():
        for arguments in _arguments(name, world) if takes_arguments else [[]]:
            yield reverse(name, args=arguments)


# Names of patterns that are about pages of one kind: what they are filled with for each of them,
# and one that is not there.
type OfPage = Callable[[Any], list[Any]]
type Arguments = list[list[Any]]


def _dated(page: Any) -> list[Any]:
    return [2026, page.slug]


def _slug(page: Any) -> list[Any]:
    return [page.slug]


def _in_forum(page: Any) -> list[Any]:
    return [page.subtype, page.pk, page.slug]


OF_KIND: dict[str, tuple[str, OfPage, list[Any]]] = {
    "forums:detail": ("forum", _slug, ["nothing"]),
    "forums:forum-feed": ("forum", _slug, ["nothing"]),
    "forums:new-topic": ("forum", _slug, ["nothing"]),
    "forums:participation": ("forum", _slug, ["nothing"]),
    "forums:summary": ("forum", _slug, ["nothing"]),
    "forums:publication": ("forum", _slug, ["nothing"]),
    "forums:topic": ("topic", _in_forum, ["nothing", 1, "x"]),
    "forums:move": ("topic", _in_forum, ["nothing", 1, "x"]),
    "news:detail": ("article", _dated, [2026, "x"]),
    "events:detail": ("event", _dated, [2026, "x"]),
    "events:file": ("event", _dated, [2026, "x"]),
    "programmes:project": ("project", _slug, ["nothing"]),
    "people:detail": ("person", _slug, ["nobody"]),
    "people:contact": ("person", _slug, ["nobody"]),
    "people:unsent": ("person", _slug, ["nobody"]),
    "people:block": ("person", _slug, ["nobody"]),
    "resources:detail": ("resource", lambda page: [page.pk, page.slug], [1, "x"]),
    "resources:cite": ("resource", lambda page: [page.pk, page.slug, "json"], [1, "x", "json"]),
}

# About any page, about one post under it, about a file: filled with every row of the world.
OF_PAGE = (
    *("suggest-change", "report-problem", "comment", "follow", "comment-draft", "moderate-talk"),
    "workspaces:task-list",
)
OF_POST = ("post", "post-history", "edit-post", "withdraw-post", "flag-post", "moderate-post")
OF_FILE: dict[str, Callable[[PageFile], Arguments]] = {
    "files:newest": lambda file: [[file.pk]],
    "files:version": lambda file: [[file.pk, 1], [file.pk, 2]],
    "files:upload": lambda file: [[file.newest.stored_id]],
}

# What stands under the address of a workspace, whoever may see it.
OF_WORKSPACE: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(
        (
            *("detail", "join", "withdrawal", "leave", "inside", "discussions", "members"),
            *("shown", "hand-over", "requests", "invitations", "guests", "settings", "closing"),
            *("export", "inspection", "inspections", "documents", "new-document", "new-draft"),
            *("removed-documents", "files", "tasks", "tasks-csv", "tasks-ics"),
        ),
        (),
    ),
    **dict.fromkeys(("member", "request", "sent-invitation", "revocation"), (1,)),
}

# Names of patterns that are about one document, and what stands in them beside its number.
OF_DOCUMENT: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(
        (
            *("document", "edit-document", "draft", "editors", "history", "comparison", "place"),
            *("removal", "return", "document-guests", "document-files", "into-library"),
        ),
        (),
    ),
    **dict.fromkeys(("version", "restoration"), (1,)),
    "document-export": ("md",),
}


def _of_kind(kind: str, filled: OfPage, missing: list[Any]) -> Callable[[World], Arguments]:
    return lambda world: [*(filled(page) for page in world.pages if page.kind == kind), missing]


def _of_workspace(*rest: Any) -> Callable[[World], Arguments]:
    return _of_kind("workspace", lambda page: [page.slug, *rest], ["nothing", *rest])


def _of_document(*rest: Any) -> Callable[[World], Arguments]:
    return _of_kind("document", lambda page: [page.pk, *rest], [10**9, *rest])


def _of_file(filled: Callable[[PageFile], Arguments]) -> Callable[[World], Arguments]:
    return lambda world: [
        each for file in PageFile.objects.with_versions() for each in filled(file)
    ]


def _pages(world: World) -> Arguments:
    return [[page.pk] for page in world.pages]


def _posts(world: World) -> Arguments:
    return [[page.pk, number] for page in world.pages for number in (1, 2)]


def _keys(world: World) -> Arguments:
    return [[page.kind, page.pk] for page in world.pages]


def _tasks(world: World) -> Arguments:
    return [*([pk] for pk in Task.objects.values_list("pk", flat=True)), [10**9]]


def _countries(world: World) -> Arguments:
    return [[iso3] for iso3 in world.countries]


def _receipts(world: World) -> Arguments:
    return [["guessed"], [str(world.pages[0].pk)]]


FILLED: dict[str, Callable[[World], Arguments]] = {
    **{name: _of_kind(*about) for name, about in OF_KIND.items()},
    **{f"workspaces:{name}": _of_workspace(*rest) for name, rest in OF_WORKSPACE.items()},
    **{f"workspaces:{name}": _of_document(*rest) for name, rest in OF_DOCUMENT.items()},
    **{name: _of_file(filled) for name, filled in OF_FILE.items()},
    **dict.fromkeys(OF_PAGE, _pages),
    **dict.fromkeys(OF_POST, _posts),
    **dict.fromkeys(("workspaces:task", "workspaces:task-state"), _tasks),
    **dict.fromkeys(("countries:detail", "countries:data"), _countries),
    **dict.fromkeys(("receipt", "revise-contribution"), _receipts),
    "by-key": _keys,
}


def _arguments(name: str, world: World) -> Arguments:
    if name in FIXED:
        return FIXED[name]
    assert name in FILLED, f"nothing says how {name} is tested: add it to tests/security/addresses"
    return FILLED[name](world)
