"""Citing a record: BibTeX, RIS and CSL-JSON, and the line that a reader copies."""

from . import bibtex, csl, ris
from .reference import Reference, reference
from .sentence import sentence

FORMATS = {"bib": bibtex, "ris": ris, "json": csl}

__all__ = ["FORMATS", "Reference", "reference", "sentence"]
