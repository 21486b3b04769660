"""Programmes and projects, as readers see them."""

from .programmes import programme, programme_list
from .projects import data, project, project_list

__all__ = ["data", "programme", "programme_list", "project", "project_list"]
