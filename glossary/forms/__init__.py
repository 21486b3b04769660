"""What is asked of people who add to the glossary or change it."""

from .concept import ConceptForm
from .rows import NewDefinitionForm, NewDesignationForm, RowForm

__all__ = ["ConceptForm", "NewDefinitionForm", "NewDesignationForm", "RowForm"]
