"""A term is never above itself, however many steps it takes."""

import pytest

from glossary.forms import ConceptForm
from glossary.models import Concept
from platform_site.pages import kinds

from .terms import make_concept

pytestmark = pytest.mark.django_db


def chain() -> list[Concept]:
    """security ← pension ← old-age pension."""
    slugs = ("security", "pension", "old-age")
    above: dict[str, str] = {}
    made = []
    for slug in slugs:
        made.append(make_concept(en=slug, relations=above, columns={"slug": slug}))
        above = {f"broader {slug}": "broader"}
    return made


def form_of(concept: Concept, broader: str) -> ConceptForm:
    snapshot = kinds.get("concept").snapshot(concept)
    initial = ConceptForm.initial_from(snapshot)
    form = ConceptForm({}, initial=initial)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value or "" for name, value in data.items()}
    return ConceptForm(data | {"broader": broader}, initial=initial)


@pytest.mark.parametrize("below", ["pension", "old-age"])
def test_what_stands_below_cannot_be_broader(below: str) -> None:
    security, *_rest = chain()

    form = form_of(security, below)

    assert not form.is_valid()
    assert form.errors["broader"] == [
        f"“{below}” is this term or stands below it: it is not broader"
    ]


def test_a_term_is_not_broader_than_itself() -> None:
    security, *_rest = chain()

    assert form_of(security, "security").errors.as_data()["broader"][0].code == "circle"


def test_what_stands_above_or_beside_may_be() -> None:
    _security, pension, old_age = chain()
    make_concept(en="income", columns={"slug": "income"})

    assert form_of(old_age, "security; pension").is_valid()
    assert form_of(pension, "security; income").is_valid()
