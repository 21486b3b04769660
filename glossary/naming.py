"""Concepts as people write them in a form: by their terms, with a semicolon between them."""

from collections.abc import Iterable

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from platform_site.search.synonyms import phrase_of

from .models import Concept, Designation, PartQuerySet

# Two collections may have a term in common: then the thesaurus's is written with this after it.
MARK = " (UNESCO)"


class ConceptsField(forms.CharField):
    """Cleans to slugs in the order typed; a term that is not known is refused by name."""

    def clean(self, value: object) -> list[str]:
        text = super().clean(value) or ""
        wanted = [name.strip() for name in text.replace("؛", ";").split(";") if name.strip()]
        known = _slugs_by_term(wanted)
        if unknown := [name for name in wanted if phrase_of(name) not in known]:
            raise forms.ValidationError([_unknown(name) for name in unknown], code="unknown")
        return list(dict.fromkeys(known[phrase_of(name)] for name in wanted))


def _slugs_by_term(names: Iterable[str]) -> dict[str, str]:
    """Folded term, in any language, with or without the mark → slug; our own terms first."""
    folded = {phrase_of(name.removesuffix(MARK)) for name in names}
    rows = _public().filter(folded__in=folded)
    found: dict[str, str] = {}
    for term, slug, collection in rows.order_by("concept__subtype", "pk").values_list(
        "folded", "concept__slug", "concept__subtype"
    ):
        found.setdefault(term, slug)
        if collection == Concept.Collection.THESAURUS:
            found.setdefault(f"{term} {phrase_of(MARK)}", slug)
    return found


def _unknown(name: str) -> forms.ValidationError:
    text = gettext("“%(name)s” is not in the glossary yet. Write a term that is.")
    return forms.ValidationError(text, params={"name": name}, code="unknown")


def terms_of(slugs: Iterable[str]) -> str:
    """The text that a ConceptsField shows for the slugs, in the reader's language."""
    slugs = list(slugs)
    public = Concept.objects.published().visible_to(AnonymousUser())
    concepts = public.filter(slug__in=slugs).named(get_language())
    by_slug = {c.slug: c.name + (MARK if c.is_thesaurus else "") for c in concepts}
    return "; ".join(by_slug[slug] for slug in slugs if slug in by_slug)


def is_known(term: str, language: str) -> bool:
    """Whether a published term of our own is called so in this language."""
    return (
        _public()
        .filter(folded=phrase_of(term), language=language, concept__subtype=Concept.Collection.OWN)
        .exists()
    )


def _public() -> PartQuerySet[Designation]:
    """Whatever the person who types may see: what they find out must be open to all."""
    return Designation.objects.visible_to(AnonymousUser())


HINT = _("Terms of this glossary, with a semicolon between them")
