"""Countries, regions and groups, and what is law there."""

from .law import Instrument, Law, Ratification, Scheme
from .places import Country, CountryQuerySet, Group, GroupMembership, Region, today

__all__ = [
    "Country",
    "CountryQuerySet",
    "Group",
    "GroupMembership",
    "Instrument",
    "Law",
    "Ratification",
    "Region",
    "Scheme",
    "today",
]
