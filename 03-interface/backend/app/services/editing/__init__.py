"""What edits do to a transcript: pure functions, which know neither storage nor database."""

from app.services.editing.changes import OverlapError, changes, revert
from app.services.editing.deeds import describe
from app.services.editing.operations import NotThereError, apply
from app.services.editing.turns import follow, spoken

__all__ = ["NotThereError", "OverlapError", "apply", "changes", "describe", "follow", "revert", "spoken"]
