"""The transcript as a Word document. Its layout is in styles, so that a company can apply its own."""

import io
from collections.abc import Sequence
from copy import deepcopy

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.core.text import is_right_to_left
from app.services.exports.document import Document, Part
from app.services.exports.language import Wording
from app.services.exports.minutes import Attendee, Minutes, Turn, build_minutes
from app.services.exports.notes import Note

_FONT = "Calibri"
_INK = RGBColor(0x22, 0x1F, 0x1C)
_GREY = RGBColor(0x6B, 0x65, 0x5E)
_LINK = RGBColor(0x0B, 0x5C, 0xAD)
_TIME_COLUMN = Cm(2.2)
_SPEAKER, _TIME = "Speaker", "Time"
_TURN = "Turn"
_MAX_PROPERTY_LENGTH = 255
"""Characters that Word takes in a property of the document."""

_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
"""Elements that the schema puts after the direction of a paragraph."""


def render_word(document: Document) -> bytes:
    """Return the transcript as a .docx."""
    minutes = build_minutes(document)
    word = docx.Document()
    _set_page(word)
    _set_styles(word)
    _describe(word, document, minutes)
    _direct(word.add_paragraph(minutes.title, style="Title"))
    for label, value in minutes.facts:
        fact = word.add_paragraph(style="Facts")
        fact.add_run(f"{label}{document.wording.colon} ", style=_TIME)
        fact.add_run(value)
    for section in document.notes:
        word.add_heading(_printable(section.title), 1)
        for note in section.notes:
            _add_note(word, note)
    if minutes.attendees:
        word.add_heading(document.wording.participants, 1)
        _add_attendees(word, minutes.attendees, document.wording)
    if minutes.turns or not document.notes:
        word.add_heading(document.wording.transcript, 1)
        _add_turns(word, minutes.turns, document.transcript.language)
    _number_pages(word.sections[0].footer.paragraphs[0], document.wording)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _set_page(word: WordDocument) -> None:
    """Set A4 and its margins."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _set_styles(word: WordDocument) -> None:
    normal = _style(word, "Normal", size=11)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.2
    title = _style(word, "Title", size=22, bold=True)
    title.paragraph_format.space_after = Pt(6)
    if (border := title.element.find(f".//{qn('w:pBdr')}")) is not None:
        border.getparent().remove(border)
    heading = _style(word, "Heading 1", size=13, bold=True)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(18), Pt(6)
    turn = _style(word, _TURN)
    turn.paragraph_format.left_indent, turn.paragraph_format.first_line_indent = _TIME_COLUMN, -_TIME_COLUMN
    turn.paragraph_format.tab_stops.add_tab_stop(_TIME_COLUMN)
    turn.paragraph_format.space_after = Pt(9)
    turn.paragraph_format.widow_control = True
    _style(word, "Facts").paragraph_format.space_after = Pt(2)
    word.styles.add_style(_SPEAKER, WD_STYLE_TYPE.CHARACTER).font.bold = True
    time = word.styles.add_style(_TIME, WD_STYLE_TYPE.CHARACTER)
    time.font.color.rgb = _GREY


def _style(word: WordDocument, name: str, *, size: float | None = None, bold: bool | None = None) -> ParagraphStyle:
    """Return a style of the document; create it if there is none of that name."""
    style = word.styles[name] if name in word.styles else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    if size is not None:
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = _FONT, Pt(size), _INK, bold
        # A font of the theme would take precedence over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi"):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    return style


def _describe(word: WordDocument, document: Document, minutes: Minutes) -> None:
    properties = word.core_properties
    properties.title = minutes.title[:_MAX_PROPERTY_LENGTH]
    properties.author = properties.last_modified_by = "Smart Meeting Scribe"
    properties.comments = ""
    properties.language = document.transcript.language
    properties.created = properties.modified = document.date.replace(tzinfo=None)
    # The language of the spelling checker.
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), document.transcript.language)
        language.set(qn("w:bidi"), document.transcript.language)


def _add_attendees(word: WordDocument, attendees: Sequence[Attendee], wording: Wording) -> None:
    rows = [(wording.participants, wording.talk_time, wording.share)]
    rows += [(attendee.name, attendee.talk_time, attendee.share) for attendee in attendees]
    table = word.add_table(len(rows), 3, style="Light Shading")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            _direct(cell.paragraphs[0])
        for cell in row.cells[1:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(table.columns, (Cm(9.2), Cm(4), Cm(3)), strict=True):
        for cell in column.cells:
            cell.width = width


def _add_turns(word: WordDocument, turns: Sequence[Turn], language: str) -> None:
    """Add one paragraph per turn, as copies of one: python-docx needs tens of milliseconds to look up a style."""
    pattern = word.add_paragraph(style=_TURN)
    pattern.add_run("time", style=_TIME)
    pattern.add_run().add_tab()
    pattern.add_run("name", style=_SPEAKER).add_break()
    pattern.add_run("text")
    left_to_right = pattern._p  # noqa: SLF001 - python-docx has no call that copies a paragraph
    right_to_left = deepcopy(left_to_right)
    _set_right_to_left(Paragraph(right_to_left, pattern._parent))  # noqa: SLF001 - the copy's parent is the same
    for turn in turns:
        copy = deepcopy(right_to_left if is_right_to_left(turn.text) else left_to_right)
        for place, text in zip(copy.iter(qn("w:t")), (turn.time, turn.name, ""), strict=True):
            place.text = text
        _add_parts(Paragraph(copy, pattern._parent), turn.parts, language)  # noqa: SLF001 - as above
        left_to_right.addprevious(copy)
    left_to_right.getparent().remove(left_to_right)


def _add_parts(paragraph: Paragraph, parts: Sequence[Part], language: str) -> None:
    """Fill the last run with the text. What is said in another language than the document is a run of its own.

    So the spelling checker and the hyphenation know its language.
    """
    last = paragraph.runs[-1]
    for number, part in enumerate(parts):
        run = Run(deepcopy(last._r), paragraph)  # noqa: SLF001 - python-docx has no call that copies a run
        run.text = part.text if number == 0 else f" {part.text}"
        if part.language != language:
            spoken = OxmlElement("w:lang")
            spoken.set(qn("w:val"), part.language)
            spoken.set(qn("w:bidi"), part.language)
            run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001
        last._r.addprevious(run._r)  # noqa: SLF001
    paragraph._p.remove(last._r)  # noqa: SLF001


def _direct(paragraph: Paragraph) -> None:
    """Let a paragraph in Arabic or Hebrew run from right to left."""
    if is_right_to_left(paragraph.text):
        _set_right_to_left(paragraph)


def _set_right_to_left(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no call for the direction
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def _add_note(word: WordDocument, note: Note) -> None:
    paragraph = word.add_paragraph(style="List Bullet")
    if note.mark:
        paragraph.add_run(note.mark)
    if note.time and note.link:
        _add_link(paragraph, note.time, note.link)
        paragraph.add_run(" ")
    paragraph.add_run(_printable(note.text))
    if note.after:
        paragraph.add_run(_printable(note.after), style=_TIME)


def _add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """Add a link; python-docx has no call for one."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = _LINK
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _printable(text: str) -> str:
    """Return the text without control characters, which XML cannot hold."""
    return "".join(character for character in text if character.isprintable())


def _number_pages(paragraph: Paragraph, wording: Wording) -> None:
    """Add fields in which Word shows the page and the number of pages."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, rest = wording.page.split("{page}")
    between, after = rest.split("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, None)):
        if text:
            paragraph.add_run(text, style=_TIME)
        if field:
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), field)
            paragraph._p.append(element)  # noqa: SLF001 - python-docx has no call for fields
