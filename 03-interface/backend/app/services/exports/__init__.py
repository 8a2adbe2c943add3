"""Transcripts in the formats that other programs and people read."""

from app.services.exports.document import Document
from app.services.exports.formats import ExportFormat, content_disposition, render
from app.services.exports.language import Language, negotiate

__all__ = ["Document", "ExportFormat", "Language", "content_disposition", "negotiate", "render"]
