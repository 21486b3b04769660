"""What search engines read of a page: schema.org in JSON-LD. Nothing in it runs."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# As characters they could end the element they stand in.
_UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def as_json(record: Mapping[str, Any]) -> SafeString:
    """The content of a script element that is data; what is empty is left out."""
    said = {name: value for name, value in record.items() if value}
    text = json.dumps({"@context": "https://schema.org"} | said, ensure_ascii=False)
    return mark_safe(text.translate(_UNSAFE))  # noqa: S308 (nothing is left that ends the element)
