"""Taking part, as the public sees it."""

from .contribute import contribute, preview, revise
from .receipt import receipt
from .report import report
from .suggest import suggest

__all__ = ["contribute", "preview", "receipt", "report", "revise", "suggest"]
