"""Formats in which a transcript is exported."""

import unicodedata
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import quote

from app.core.text import one_line
from app.services.exports.document import Document
from app.services.exports.reading import render_markdown, render_text
from app.services.exports.rttm import render_rttm
from app.services.exports.subtitles import render_subrip, render_web_vtt
from scribe_contracts.artefacts import Diarization

_MAX_STEM_LENGTH = 100


class ExportFormat(StrEnum):
    TXT = "txt"
    SRT = "srt"
    VTT = "vtt"
    MD = "md"
    JSON = "json"
    RTTM = "rttm"
    DOCX = "docx"
    PDF = "pdf"

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    ExportFormat.TXT: "text/plain; charset=utf-8",
    ExportFormat.SRT: "application/x-subrip; charset=utf-8",
    ExportFormat.VTT: "text/vtt; charset=utf-8",
    ExportFormat.MD: "text/markdown; charset=utf-8",
    ExportFormat.JSON: "application/json",
    ExportFormat.RTTM: "text/plain; charset=utf-8",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportFormat.PDF: "application/pdf",
}


def _word(document: Document) -> bytes:
    from app.services.exports.word import render_word

    return render_word(document)


def _pdf(document: Document) -> bytes:
    from app.services.exports.pdf import render_pdf

    return render_pdf(document)


_RENDERERS: dict[ExportFormat, Callable[[Document], str | bytes]] = {
    ExportFormat.TXT: render_text,
    ExportFormat.SRT: render_subrip,
    ExportFormat.VTT: render_web_vtt,
    ExportFormat.MD: render_markdown,
    ExportFormat.JSON: lambda document: document.transcript.model_dump_json(indent=2),
    ExportFormat.DOCX: _word,
    ExportFormat.PDF: _pdf,
}


def render(document: Document, export_format: ExportFormat, diarization: Diarization | None = None) -> str | bytes:
    """Return the content of the file. Hours of words take seconds: call it in a thread.

    Only RTTM needs the diarization; it takes only the names from the transcript.

    Only RTTM needs the diarization, and it needs nothing else but the names.
    """
    if export_format is ExportFormat.RTTM:
        if diarization is None:
            raise ValueError("an RTTM is made from a diarization")
        return render_rttm(diarization, document.transcript, document.title)
    return _RENDERERS[export_format](document)


def content_disposition(title: str, export_format: StrEnum) -> str:
    """Return a header that names the file after the meeting (RFC 6266), in UTF-8 and, for old clients, in ASCII."""
    stem = file_stem(title)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().strip(" .") or "transcript"
    name = quote(f"{stem}.{export_format}", safe="")
    return f"attachment; filename=\"{plain}.{export_format}\"; filename*=UTF-8''{name}"


def file_stem(title: str) -> str:
    """Return the title without characters that break file systems or header parsers."""
    kept = "".join(" " if c in '\\/:*?"<>|%' else c for c in title)
    return one_line(kept)[:_MAX_STEM_LENGTH].strip(" .") or "transcript"
