"""The transcript as a PDF with embedded fonts."""

import io
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.services.exports.document import Document
from app.services.exports.fonts import Fonts, load_fonts
from app.services.exports.language import Wording
from app.services.exports.minutes import Minutes, Turn, build_minutes
from app.services.exports.notes import Note, NoteSection
from app.services.exports.shaping import ShapedParagraph, Span
from app.services.exports.shaping.directions import runs_right_to_left, without_controls

_INK, _GREY, _RULE = HexColor(0x221F1C), HexColor(0x6B655E), HexColor(0xD9D4CC)
_GREY_MARKUP = "#6b655e"
_LINK, _LINK_MARKUP = HexColor(0x0B5CAD), "#0b5cad"
_MARGIN = 2.2 * cm
_TIME_COLUMN = 1.9 * cm
_FRAME_PADDING = 6
"""Padding that ReportLab adds, and tables ignore."""

_TEXT_WIDTH = A4[0] - 2 * (_MARGIN + _FRAME_PADDING)


def render_pdf(document: Document) -> bytes:
    """Return the transcript as a PDF on A4."""
    minutes = build_minutes(document)
    file = io.BytesIO()
    template = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=minutes.title,
        author="Smart Meeting Scribe",
        lang=document.transcript.language,
    )
    layout = _Layout(load_fonts(document.transcript.language))
    numbered = partial(_NumberedCanvas, wording=document.wording, font=layout.fonts.regular)
    template.build(layout.story(minutes, document.wording, document.notes), canvasmaker=numbered)
    return file.getvalue()


class _Layout:
    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        base = ParagraphStyle(
            "Text", fontName=fonts.regular, fontSize=10, leading=15, textColor=_INK, allowWidows=0, allowOrphans=0
        )
        self._text = base
        self._grey = ParagraphStyle("Grey", base, textColor=_GREY)
        self._number = ParagraphStyle("Number", base, alignment=TA_RIGHT)
        self._label = ParagraphStyle("Label", self._grey, alignment=TA_RIGHT)
        self._title = ParagraphStyle("Title", base, fontName=fonts.bold, fontSize=20, leading=26, spaceAfter=8)
        self._heading = ParagraphStyle(
            "Heading", base, fontName=fonts.bold, fontSize=12, leading=16, spaceBefore=16, spaceAfter=6, keepWithNext=1
        )
        self._note = ParagraphStyle("Note", base, leftIndent=12, spaceAfter=5)
        self._turn = ParagraphStyle(
            "Turn",
            base,
            leftIndent=_TIME_COLUMN,
            spaceAfter=8,
            bulletFontName=fonts.regular,
            bulletFontSize=9,
            bulletColor=_GREY,
        )

    def story(self, minutes: Minutes, wording: Wording, notes: tuple[NoteSection, ...] = ()) -> list[Flowable]:
        """Return the paragraphs and tables of the document, from top to bottom."""
        story: list[Flowable] = [self._plain(minutes.title, self._title, bold=True)]
        for label, value in minutes.facts:
            story.append(self._fact(f"{label}{wording.colon}", value))
        for section in notes:
            story.append(self._plain(section.title, self._heading, bold=True))
            story.extend(self._note_paragraph(note) for note in section.notes)
        if minutes.attendees:
            story.append(Paragraph(wording.participants, self._heading))
            story.append(self._attendees(minutes, wording))
        story.append(Spacer(0, 4))
        if minutes.turns or not notes:
            story.append(Paragraph(wording.transcript, self._heading))
        story.extend(self._turn_paragraph(turn) for turn in minutes.turns)
        return story

    def _attendees(self, minutes: Minutes, wording: Wording) -> Table:
        head = [
            Paragraph("", self._grey),
            Paragraph(wording.talk_time, self._label),
            Paragraph(wording.share, self._label),
        ]
        rows = [
            [
                self._plain(attendee.name, self._text),
                Paragraph(attendee.talk_time, self._number),
                Paragraph(attendee.share, self._number),
            ]
            for attendee in minutes.attendees
        ]
        look = TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _RULE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
        widths = [_TEXT_WIDTH - 6 * cm, 4 * cm, 2 * cm]
        return Table([head, *rows], colWidths=widths, style=look, repeatRows=1)

    def _plain(self, text: str, style: ParagraphStyle, *, bold: bool = False) -> Flowable:
        """Return a paragraph of one look."""
        if self._needs_shaping(text):
            return ShapedParagraph([self._spans(text, bold=bold, color=style.textColor)], style)
        return Paragraph(self._markup(text, bold=bold), style)

    def _fact(self, label: str, value: str) -> Flowable:
        if self._needs_shaping(value):
            spans = [*self._spans(f"{label} ", color=_GREY), *self._spans(value)]
            return ShapedParagraph([spans], self._text)
        return Paragraph(f'<font color="{_GREY_MARKUP}">{label}</font> {self._markup(value)}', self._text)

    def _note_paragraph(self, note: Note) -> Flowable:
        # The font of the text has no boxes.
        mark = "" if note.done is None else ("[x] " if note.done else "[ ] ")
        if self._needs_shaping(note.text + note.after):
            time = self._spans(f"{note.time} ", color=_LINK, link=note.link) if note.link else []
            text = [*self._spans(mark), *time, *self._spans(note.text), *self._spans(note.after, color=_GREY)]
            return ShapedParagraph([text], self._note, Span("•", self.fonts.regular, _INK))
        link = f'<a href="{escape(note.link)}" color="{_LINK_MARKUP}">{note.time}</a> ' if note.link else ""
        after = f'<font color="{_GREY_MARKUP}">{self._markup(note.after)}</font>'
        return Paragraph(f"{mark}{link}{self._markup(note.text)}{after}", self._note, bulletText="•")

    def _turn_paragraph(self, turn: Turn) -> Flowable:
        if self._needs_shaping(turn.name + turn.text):
            lines = [self._spans(turn.name, bold=True), self._spans(turn.text)]
            return ShapedParagraph(lines, self._turn, Span(turn.time, self.fonts.regular, _GREY))
        name = f'<font name="{self.fonts.bold}">{self._markup(turn.name, bold=True)}</font>'
        return Paragraph(f"{name}<br/>{self._markup(turn.text)}", self._turn, bulletText=turn.time)

    def _needs_shaping(self, text: str) -> bool:
        return runs_right_to_left(text) or self.fonts.has_emoji(text)

    def _spans(self, text: str, *, bold: bool = False, color: Color = _INK, link: str | None = None) -> list[Span]:
        """Return the text in stretches, each in a font that has its letters."""
        known = " ".join(without_controls(text).split("\n"))
        return [
            Span(stretch, font or self.fonts.regular, color, link)
            for font, stretch in self.fonts.stretches(known, bold=bold)
        ]

    def _markup(self, text: str, *, bold: bool = False) -> str:
        """Return the text as ReportLab's markup, each stretch in a font that has its letters."""
        return "".join(
            escape(stretch) if font is None else f'<font name="{font}">{escape(stretch)}</font>'
            for font, stretch in self.fonts.stretches(text, bold=bold)
        )


class _NumberedCanvas(Canvas):
    """A canvas that writes "Page 1 of 9" once the number of pages is known."""

    def __init__(self, *arguments: Any, wording: Wording, font: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._wording = wording
        self._font = font
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # missing in the stubs

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont(self._font, 8.5)
            self.setFillColor(_GREY)
            text = self._wording.page.format(page=number, pages=len(self._pages))
            self.drawCentredString(A4[0] / 2, 1.2 * cm, text)
            super().showPage()
        super().save()
