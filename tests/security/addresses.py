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


def _dated(page: Any) -> list[Any]:
    return [2026, page.slug]


def _slug(page: Any) -> list[Any]:
    return [page.slug]


def _in_forum(page: Any) -> list[Any]:
    return [page.subtype, page.pk, page.slug]


def _of_file(name: str, file: PageFile) -> list[list[Any]]:
    return {
        "files:newest": [[file.pk]],
        "files:version": [[file.pk, 1], [file.pk, 2]],
        "files:upload": [[file.newest.stored_id]],
    }[name]


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


# Of the talk under any page, and of one post in it.
OF_TALK = {"comment-draft", "moderate-talk"}
OF_POST = {"post", "post-history", "edit-post", "withdraw-post", "flag-post", "moderate-post"}


# What stands under the address of a workspace, whoever may see it.
OF_WORKSPACE = {
    **dict.fromkeys(
        (
            *("detail", "join", "withdrawal", "leave", "inside", "discussions", "members"),
            *("shown", "hand-over", "requests", "invitations", "guests", "settings", "closing"),
            *("export", "inspection", "inspections", "documents", "new-document", "new-draft"),
            *("removed-documents", "files", "tasks", "tasks-csv", "tasks-ics"),
        ),
        [],
    ),
    **dict.fromkeys(("member", "request", "sent-invitation", "revocation"), [1]),
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
OF_TASK = ("workspaces:task", "workspaces:task-state")


def _of_document(name: str, world: World) -> list[list[Any]]:
    numbers = [page.pk for page in world.pages if page.kind == "document"]
    return [[number, *OF_DOCUMENT[name]] for number in (*numbers, 10**9)]


def _of_workspace(name: str, world: World) -> list[list[Any]]:
    slugs = [page.slug for page in world.pages if page.kind == "workspace"]
    return [[slug, *OF_WORKSPACE[name]] for slug in (*slugs, "nothing")]


def _arguments(name: str, world: World) -> list[list[Any]]:
    if name in FIXED:
        return FIXED[name]
    if name.removeprefix("workspaces:") in OF_WORKSPACE and name.startswith("workspaces:"):
        return _of_workspace(name.removeprefix("workspaces:"), world)
    if name.removeprefix("workspaces:") in OF_DOCUMENT and name.startswith("workspaces:"):
        return _of_document(name.removeprefix("workspaces:"), world)
    if name in OF_TASK:
        return [[pk] for pk in (*Task.objects.values_list("pk", flat=True)[:20], 10**9)]
    if name == "workspaces:task-list":
        return [[page.pk] for page in world.pages]
    if name in OF_KIND:
        kind, filled, missing = OF_KIND[name]
        return [*(filled(page) for page in world.pages if page.kind == kind), missing]
    if name.startswith("files:"):
        return [file for each in PageFile.objects.with_versions() for file in _of_file(name, each)]
    if name in {"suggest-change", "report-problem", "comment", "follow"} | OF_TALK:
        return [[page.pk] for page in world.pages]
    if name in OF_POST:
        return [[page.pk, number] for page in world.pages for number in (1, 2)]
    if name == "by-key":
        return [[page.kind, page.pk] for page in world.pages]
    if name in {"countries:detail", "countries:data"}:
        return [[iso3] for iso3 in world.countries]
    if name in {"receipt", "revise-contribution"}:
        return [["guessed"], [str(world.pages[0].pk)]]
    raise AssertionError(f"nothing says how {name} is tested: add it to tests/security/addresses")
