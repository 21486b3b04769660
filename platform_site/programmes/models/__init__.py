"""Programmes, their phases and results; projects; who takes part in them, and as what."""

from .involvement import Involvement
from .period import Dated
from .programme import Phase, Programme
from .project import Project
from .result import Result

__all__ = ["Dated", "Involvement", "Phase", "Programme", "Project", "Result"]
