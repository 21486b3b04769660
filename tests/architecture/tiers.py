"""The tiers, read from the one place that lists them: import-linter's contract."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Directories of templates whose name is not an app's: to whom they belong.
TEMPLATE_OWNERS = {
    "account": "platform_site.accounts",
    "allauth": "platform_site.accounts",
    "mfa": "platform_site.accounts",
    "mail": "platform_site.notifications",
}
FLOOR = "platform_site.core"


def _read() -> dict[str, int]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(each for each in contracts["contracts"] if each["id"] == "tiers")["layers"]
    return {
        module: height
        for height, line in enumerate(reversed(layers))
        for module in line.replace("|", ":").replace(" ", "").split(":")
    }


HEIGHTS = _read()


def height(module: str) -> int | None:
    """How high the package of this dotted path stands; None when it is not ours."""
    return next((HEIGHTS[known] for known in HEIGHTS if is_in(module, known)), None)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def owner_of_template(name: str) -> str:
    """`news/list.html` is news's, `admin/moderation/…` moderation's, what has no owner core's."""
    parts = name.removeprefix("admin/").split("/")
    if parts[0] in TEMPLATE_OWNERS:
        return TEMPLATE_OWNERS[parts[0]]
    named_so = [module for module in HEIGHTS if module.rpartition(".")[2] == parts[0]]
    return named_so[0] if named_so and len(parts) > 1 else FLOOR
