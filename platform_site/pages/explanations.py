"""Drawing a text with its words explained: sections that know words register here.

They do so in a module of their own, found by name (`explanations.py`, like `blocks.py`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Clean HTML, the language it is written in, who reads it → HTML that is as clean. One query at
# most, and nothing of what the reader may not see.
type Explainer = Callable[[str, str, "Person"], str]

_explainers: list[Explainer] = []


def register(explain: Explainer) -> None:
    _explainers.append(explain)


def explained(html: str, *, language: str, user: "Person") -> SafeString:
    """The clean HTML of a PageText, as its readers see it."""
    for explain in _explainers:
        html = explain(html, language, user)
    return mark_safe(html)  # noqa: S308 (clean when it was kept, and explainers keep it so)
