"""Reference kinds (countries, indicators …): what people can change of them is their names."""

from .actions import set_names
from .kinds import Snapshot
from .models import Page


def snapshot(page: Page) -> Snapshot:
    return {"names": dict(page.names.order_by("language").values_list("language", "text"))}


def apply(page: Page, content: Snapshot) -> None:
    """The English name is also the title; the caller saves the page's own columns afterwards."""
    set_names(page=page, names=content["names"])
    page.title = content["names"].get("en", page.title)
