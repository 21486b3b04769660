"""Taking part, as the public sees it."""

from .contribute import contribute, preview, revise
from .receipt import receipt
from .report import report
from .suggest import propose, suggest

__all__ = ["contribute", "preview", "propose", "receipt", "report", "revise", "suggest"]
