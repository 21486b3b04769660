"""The person who signs in, and what is kept for them on the way."""

from .kept import KeptForm
from .person import User, UserManager, display_name, validate_time_zone

__all__ = ["KeptForm", "User", "UserManager", "display_name", "validate_time_zone"]
