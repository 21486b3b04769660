"""A reference as it stands in a list of references: text, in the record's own language."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from .reference import Name, Reference

# Past this many names a reader is told "et al.".
NAMED = 6


def sentence(reference: Reference) -> SafeString:
    """Parada-Contzen, M. (2023). Title. <i>Journal</i>. doi:10.1111/ilr.12365"""
    return format_html_join(" ", "{}", ((part,) for part in _parts(reference)))


def _parts(reference: Reference) -> Iterator[str]:
    year = reference.year or pgettext("no date, in a reference", "n.d.")
    who = _names(reference.names) or reference.organisation
    if who:
        yield f"{who} ({year})."
    yield reference.title if reference.title[-1] in ".?!" else f"{reference.title}."
    if not who:
        yield f"({year})."
    if reference.container:
        yield format_html("<i>{}</i>.", reference.container)
    if series := " ".join(filter(None, [reference.series, reference.number])):
        yield f"{series}."
    if reference.names and reference.organisation:
        yield f"{reference.organisation}."
    if reference.doi:
        yield f"doi:{reference.doi}"
    elif reference.url:
        yield reference.url


def _names(names: tuple[Name, ...]) -> str:
    shown = [_name(name) for name in names[:NAMED]]
    return "; ".join(shown) + (" et al." if len(names) > NAMED else "")


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.is_person else name.family
