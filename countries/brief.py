"""The sentence that says in brief where a country stands, made from its figures alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platform_site.indicators.figures import Figure, Measure, Spread

# In the order in which they are told; each for all, fewer than one, about n, nearly all in 100.
SENTENCES: dict[str, tuple[Promise, ...]] = {
    "SI_COV_BENFTS": (
        gettext_lazy("In %(year)s, no one had a social protection benefit (%(figure)s)."),
        gettext_lazy(
            "In %(year)s, fewer than 1 in 100 people had at least one social protection benefit"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, about %(count)s in 100 people had at least one social protection benefit"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, more than 99 in 100 people had at least one social protection benefit"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, everyone had at least one social protection benefit (%(figure)s)."
        ),
    ),
    "SI_COV_PENSN": (
        gettext_lazy("In %(year)s, no one above pensionable age received a pension (%(figure)s)."),
        gettext_lazy(
            "In %(year)s, fewer than 1 in 100 people above pensionable age received a pension"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, about %(count)s in 100 people above pensionable age received a pension"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, more than 99 in 100 people above pensionable age received a pension"
            " (%(figure)s)."
        ),
        gettext_lazy(
            "In %(year)s, everyone above pensionable age received a pension (%(figure)s)."
        ),
    ),
}


@dataclass(frozen=True)
class Told:
    """One sentence, the measure it tells of, and the range of the country's peers."""

    sentence: SafeString
    measure: Measure
    peers: Spread | None


def in_brief(measures: Mapping[str, Measure], iso3: str, peers: list[str]) -> list[Told]:
    """Empty where no coverage figure is held: then the page says just that."""
    told = []
    for code, sentences in SENTENCES.items():
        measure = measures.get(code)
        if measure and (figure := measure.latest.get(iso3)):
            told.append(Told(_sentence(sentences, figure), measure, measure.among(peers)))
    return told


def _sentence(sentences: tuple[Promise, ...], figure: Figure) -> SafeString:
    """A number of people, as one says it, and the exact figure behind it."""
    words = str(sentences[_manner(figure.value)])
    return format_html(
        _as_braces(words), year=figure.year, count=round(figure.value), figure=figure.shown
    )


def _manner(value: float) -> int:
    limits = (value <= 0, value < 1, value <= 99, value < 100)
    return limits.index(True) if True in limits else len(limits)


def _as_braces(words: str) -> str:
    """Translators know %(name)s; format_html, which escapes what it is given, wants {name}."""
    for name in ("year", "count", "figure"):
        words = words.replace(f"%({name})s", f"{{{name}}}")
    return words


def nothing_held() -> str:
    return _(
        "No figure on coverage is entered here. This does not mean that nobody is covered:"
        " it means that the release we hold has none."
    )
