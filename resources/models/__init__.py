"""The library: records of what can be read, used or attended, and what some types add to them."""

from .details import DETAILS, Course, Experience, Law, Tool
from .resource import Resource, ResourceQuerySet

__all__ = ["DETAILS", "Course", "Experience", "Law", "Resource", "ResourceQuerySet", "Tool"]
