"""What import-linter does not see: foreign keys by name, packages nobody listed, templates."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines

from tests.architecture.tiers import HEIGHTS, ROOT, height, is_in, owner_of_template

TEMPLATES = sorted(
    file
    for directory in (ROOT / "templates", *ROOT.glob("*/templates"), *ROOT.glob("*/*/templates"))
    for file in directory.rglob("*.*")
    if ".venv" not in file.parts and "var" not in file.relative_to(ROOT).parts
)


def test_every_package_has_a_tier() -> None:
    inside = {
        f"platform_site.{entry.stem}"
        for entry in (ROOT / "platform_site").iterdir()
        if (entry / "__init__.py").exists() or (entry.suffix == ".py" and entry.stem != "__init__")
    }
    sections = {
        entry.name for entry in ROOT.iterdir() if (entry / "apps.py").exists() and entry.is_dir()
    }

    assert inside | sections == set(HEIGHTS)


def test_foreign_keys_point_down() -> None:
    keys = {
        (model._meta.label, field.name, model.__module__, field.related_model.__module__)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    }

    up = {
        f"{label}.{name} → {target}"
        for label, name, module, target in keys
        if not may_see(module, target)
    }

    assert up == set()
    assert len(keys) > len(HEIGHTS)  # it did look at something


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_templates_take_from_their_own_tier_or_below(file: Path) -> None:
    name = str(file).rpartition("/templates/")[2]
    owner = owner_of_template(name)

    up = {used for used in used_by(file.read_text()) if not may_see(owner, used)}

    assert up == set(), f"{name} belongs to {owner}"


def may_see(module: str, other: str) -> bool:
    """Itself, what is not ours, what stands lower; a neighbour of the same tier it may not."""
    own, others = height(module), height(other)
    if own is None or others is None:
        return True
    return others < own or any(is_in(module, known) and is_in(other, known) for known in HEIGHTS)


def used_by(source: str) -> Iterator[str]:
    """The modules of the tags that a template loads, and the owners of what it includes."""
    libraries = engines["django"].engine.libraries
    for names in re.findall(r"{%\s*load\s+(?:[\w ]+\sfrom\s+)?([\w. ]+?)\s*%}", source):
        yield from (libraries[name] for name in names.split())
    for name in re.findall(r"{%\s*(?:include|extends)\s+[\"']([^\"'#]+)", source):
        yield owner_of_template(name)
