"""Ten of the countries that the real projects name, with an example in every block people fill.

One folder of texts per kind; days are counted from the day of the load.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import contribute_page, suggest_change
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from resources.kinds import COLUMNS, DETAIL_KEYS

from ..loading import Say, read_parts
from .files import hang_examples
from .sending import TEXTS, about, decide, submission_key

COUNTRIES = ("KHM", "VNM", "MWI", "ZMB", "SEN", "AGO", "CPV", "MOZ", "TLS", "IRQ")
SHARED = {"title", "summary", "language", "about", "tags", "by"}
DAYS = ("happened_on", "happened_until", "starts_on", "ends_on", "deadline")
ARTICLE = {"type", "kicker", "of", "happened_on", "happened_until"} | {
    *("quote", "quote_by", "quote_role"),
}
EVENT = {"type", "kicker", "starts_on", "ends_on", "starts_time", "zone", "place"}
EXPERIENCE = {"context", "done", "result", "spent", "lessons", "contact"}
COURSE = {"deadline", "cost", "format"}


def _record(subtype: str) -> Snapshot:
    """What the library's form says of a record that has no link, file, author or year."""
    return {
        **dict.fromkeys([*COLUMNS, *DETAIL_KEYS], ""),
        "type": subtype,
        "authors": "",
        "files": {},
        "other_languages": {},
        "year": None,
        "is_label": False,
    }


# Folder → kind, what a text of it says beside SHARED, and what is the same in all of them.
FOLDERS: dict[str, tuple[str, set[str], Snapshot]] = {
    "news": ("article", ARTICLE, {"link": ""}),
    "events": ("event", EVENT, {"live_link": "", "recording": ""}),
    "experiences": ("resource", EXPERIENCE, _record("experience")),
    "courses": ("resource", COURSE, _record("course")),
}
TERM = "Example: receipt"
DEFINITIONS = {
    "en": (TERM, "An example entry: a page that says what was sent in and what became of it."),
    "fr": (
        "Exemple : accusé de réception",
        "Entrée d’exemple : page qui dit ce qui a été envoyé et ce qu’il en est advenu.",
    ),
}
IN_ARABIC = "مدخل للتمثيل: صفحة تقول ما أُرسل وما جرى فيه."

# Text, who wrote it, in which language, and what they wrote below it.
COMMENTS = (
    ("news/vnm", "reader", "en", "An example comment: the days are easier to find than in a text."),
    ("news/vnm", "trusted", "en", "An example comment: and nobody can quote without a name."),
    ("news/mwi", "expert", "en", "An example comment: the link to the source is what I look for."),
    ("news/zmb", "reader", "en", "An example comment: this is where an answer would stand."),
    ("news/sen-fr", "expert", "fr", "Un commentaire d’exemple, commun aux deux langues."),
    ("news/ago", "trusted", "pt", "Um comentário de exemplo, escrito em português."),
    ("news/cpv-es", "trusted", "es", "Un comentario de ejemplo, común a los dos idiomas."),
    ("news/moz", "reader", "en", "An example comment: I found this one by its tag."),
    ("news/tls", "trusted", "pt", "Um comentário de exemplo sobre a citação."),
    ("news/irq", "colleague", "ar", "تعليق للتمثيل: يُقرأ من اليمين إلى اليسار."),
    ("experiences/en", "reader", "en", "An example comment: a question would stand here."),
    ("glossary/receipt", "colleague", "ar", "تعليق للتمثيل: أقترح تعريفًا بالعربية."),
)


def load_showcase(*, people: dict[str, User], say: Say) -> None:
    pages: dict[str, Page] = {}
    for folder in FOLDERS:
        # By stem: `sen` comes before `sen-fr`, its translation.
        for path in sorted((TEXTS / folder).glob("*.md"), key=lambda path: path.stem):
            pages[f"{folder}/{path.stem}"] = _text(path, pages, people)
    pages["glossary/receipt"] = _term(people)
    for number, (name, by, language, words) in enumerate(COMMENTS):
        key = submission_key(f"showcase comment {number}")
        write_post(page=pages[name], by=people[by], source=words, language=language, key=key)
    hang_examples(pages["experiences/en"], by=people["expert"], reviewer=people["reviewer"])
    _ask(pages, people)
    say(f"demonstration: {len(pages)} examples in {len(COUNTRIES)} countries")


def _text(path: Path, pages: dict[str, Page], people: dict[str, User]) -> Page:
    name = f"{path.parent.name}/{path.stem}"
    kind, asked, same = FOLDERS[path.parent.name]
    said = read_parts(path, keys=SHARED | asked)
    author, original = people[said.pop("by")], said.pop("of", "")
    said |= {day: _day(said[day]) for day in DAYS if day in said}
    said |= {"subjects": about(said.pop("about")), "tags": _tags(said["tags"])}
    return _send(
        kind,
        same | said,
        name=name,
        by=author,
        people=people,
        original=pages[f"news/{original}"] if original else None,
    )


def _day(text: str) -> str:
    """So many days from now, as ISO 8601; "" for none."""
    return (timezone.now().date() + timedelta(days=int(text))).isoformat() if text else ""


def _tags(text: str) -> dict[str, int]:
    return {name.strip(): 1 for name in text.split(",") if name.strip()}


def _send(
    kind: str,
    proposal: Snapshot,
    *,
    name: str,
    by: User,
    people: dict[str, User],
    original: Page | None = None,
) -> Page:
    revision = contribute_page(
        kind=kind,
        proposal=proposal,
        by=by,
        key=submission_key(name),
        is_demonstration=True,
        original=original,
    )
    decide(revision, state="published", by=people["reviewer"])
    return Page.objects.get(pk=revision.page_id)


def _term(people: dict[str, User]) -> Page:
    """A term with a definition in two languages; a third waits for somebody who reads it."""
    proposal = {
        "title": TERM,
        "language": "en",
        "designations": {
            language: {"language": language, "text": term, "status": "preferred"}
            for language, (term, _text) in DEFINITIONS.items()
        },
        "definitions": {
            f"{language}-1": _definition(language, text)
            for language, (_term, text) in DEFINITIONS.items()
        },
        "notes": {},
        "relations": {},
        "subjects": {},
    }
    return _send("concept", proposal, name="glossary/receipt", by=people["expert"], people=people)


def _definition(language: str, text: str) -> dict[str, Any]:
    source = {"origin": "contributed", "source": "", "source_url": "", "year": None}
    return {"language": language, "text": text} | source


def _ask(pages: dict[str, Page], people: dict[str, User]) -> None:
    """Suggestions that wait in the review queue, one for a reviewer who reads Arabic."""
    _suggest(
        pages["glossary/receipt"],
        lambda base: {"definitions": base["definitions"] | {"ar-1": _definition("ar", IN_ARABIC)}},
        by=people["colleague"],
        comment="تعريف بالعربية، للتمثيل.",
    )
    _suggest(
        pages["experiences/en"],
        lambda base: {"lessons": f"{base['lessons']} One sentence is enough."},
        by=people["reader"],
        comment="An example suggestion: says how long it should be.",
    )


def _suggest(page: Page, change: Callable[[Snapshot], Snapshot], *, by: User, comment: str) -> None:
    kind = kinds.get(page.kind)
    base = kind.snapshot(kind.model.objects.get(pk=page.pk))
    suggest_change(
        page=page,
        base=base,
        proposal=base | change(base),
        by=by,
        key=submission_key(f"showcase suggestion {page.kind}"),
        comment=comment,
    )
