"""The person who signs in, what is kept for them on the way, and how often who tried what."""

from .affiliation import OrganisationType, Side
from .attempts import Attempts
from .block import Block
from .kept import KeptForm
from .person import User, UserManager, display_name, validate_time_zone

__all__ = [
    "Attempts",
    "Block",
    "KeptForm",
    "OrganisationType",
    "Side",
    "User",
    "UserManager",
    "display_name",
    "validate_time_zone",
]
