"""The one filter of the glossary: for the list and the feed."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter

from .models import Concept


class ConceptFilter(PageFilter):
    """By collection and by theme. Not by language: a concept exists once for all of them."""

    kind = "concept"
    list_view = "glossary:list"
    feed_view = "glossary:feed"
    add_label = _("Add a term")

    type = django_filters.ChoiceFilter(
        label=_("Collection"), field_name="subtype", empty_label=_("Both collections")
    )

    class Meta:
        model = Concept
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["language"]
        self.filters["about"].label = _("Theme")
        # Short, or they would not fit into the field.
        self.filters["type"].extra["choices"] = [
            (Concept.Collection.OWN, _("Glossary")),
            (Concept.Collection.THESAURUS, Concept.Collection.THESAURUS.label),
        ]
