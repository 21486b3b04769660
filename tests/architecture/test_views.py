"""Rules that views and feeds keep, read from their source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from platform_site.pages.models import Page
from tests.architecture.tiers import ROOT

PAGES = {model.__name__ for model in apps.get_models() if issubclass(model, Page)}
APPS = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(ROOT)]
APPS = [path for path in APPS if ".venv" not in path.parts]
FACING = sorted(
    file
    for path in APPS
    for room in ("views", "feeds")
    for file in (path / f"{room}.py", *(path / room).rglob("*.py"))
    if file.exists()
)
each_file = pytest.mark.parametrize("file", FACING, ids=lambda file: str(file.relative_to(ROOT)))


@each_file
def test_pages_reach_people_only_through_the_gate(file: Path) -> None:
    tree = ast.parse(file.read_text())

    past_the_gate = [
        f"line {node.lineno}: {ast.unparse(node)}" for node in starts(tree) if not gated(tree, node)
    ]

    assert past_the_gate == []


@each_file
def test_views_wake_tasks_only_through_actions(file: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert called & {"delay", "apply_async", "send_task"} == set()


def test_the_gate_is_looked_for_in_real_views() -> None:
    looked_at = [node for file in FACING for node in starts(ast.parse(file.read_text()))]

    assert len(looked_at) > len(APPS)


@pytest.mark.parametrize(
    ("source", "is_gated"),
    [
        ("Page.objects.visible_to(user)", True),
        ("get_object_or_404(Page.objects.published().visible_to(user), pk=1)", True),
        ("Page.objects.published()", False),
        ("Page.objects.get(pk=Page.objects.visible_to(user).first().pk)", False),
        ("get_object_or_404(Page, pk=1)", False),
    ],
)
def test_the_check_itself_tells_gated_from_not(source: str, is_gated: bool) -> None:
    tree = ast.parse(source)

    assert all(gated(tree, node) for node in starts(tree)) == is_gated


def starts(tree: ast.AST) -> Iterator[ast.expr]:
    """Where a set of pages begins: `Kind.objects`, or the bare class handed to a shortcut."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and is_page(node.value):
            yield node
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("_or_404"):
            yield from (argument for argument in node.args if is_page(argument))


def is_page(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in PAGES


def gated(tree: ast.AST, start: ast.expr) -> bool:
    """Whether the chain of calls that begins here goes through visible_to."""
    above = {
        child: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Call)
        for child in [node.value if isinstance(node, ast.Attribute) else node.func]
    }
    node: ast.expr | None = start
    while node is not None:
        if isinstance(node, ast.Attribute) and node.attr == "visible_to":
            return True
        node = above.get(node)
    return False
