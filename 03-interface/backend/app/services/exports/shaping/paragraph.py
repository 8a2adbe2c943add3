"""A paragraph of ReportLab's that breaks lines first and then puts their pieces in the order of reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from app.services.exports.shaping.directions import base_level, levels_of, visual_order
from app.services.exports.shaping.glyphs import shaped, width_of

_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_TOKENS = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Span:
    """A stretch of text in one font, without controls of direction."""

    text: str
    font: str
    color: Color
    link: str | None = None


@dataclass(frozen=True)
class _Letter:
    text: str
    span: Span
    level: int
    base: int


class ShapedParagraph(Flowable):
    """Lines of spans, each line with its own direction; those from right to left stand at the right.

    `bullet` stands at the left of the first line, in the size of the style's bullet.
    """

    def __init__(self, lines: Sequence[Sequence[Span]], style: ParagraphStyle, bullet: Span | None = None) -> None:
        super().__init__()
        self.style = style
        self.spaceBefore, self.spaceAfter = style.spaceBefore, style.spaceAfter
        self.keepWithNext = getattr(style, "keepWithNext", 0)
        self._given = [list(_letters(line)) for line in lines]
        self._bullet = bullet
        self._broken: list[list[_Letter]] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size, in points, that the paragraph takes in that width."""
        size, room = self.style.fontSize, width - self.style.leftIndent
        self._broken = [line for given in self._given for line in _break(given, size, room)]
        self.width, self.height = width, len(self._broken) * self.style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what fits into that height and what does not; nothing if no line fits."""
        self.wrap(width, height)
        fitting = int(height // self.style.leading)
        if fitting >= len(self._broken):
            return [self]
        if fitting < 1:
            return []
        return [self._part(0, fitting), self._part(fitting, len(self._broken))]

    def draw(self) -> None:
        """Draw the lines from above."""
        style = self.style
        for at, line in enumerate(self._broken):
            y = self.height - style.fontSize - at * style.leading
            if at == 0 and self._bullet is not None:
                self._write(self._bullet.text, self._bullet, 0, y, style.bulletFontSize)
            self._draw_line(line, y)

    def _part(self, first: int, last: int) -> "ShapedParagraph":
        part = ShapedParagraph([], self.style, self._bullet if first == 0 else None)
        part._given = self._broken[first:last]
        part.spaceBefore = self.spaceBefore if first == 0 else 0
        return part

    def _draw_line(self, line: list[_Letter], y: float) -> None:
        size, style = self.style.fontSize, self.style
        pieces = list(_pieces(line, size))
        is_at_right = bool(line and line[0].base) or style.alignment == TA_RIGHT
        room = self.width - style.leftIndent - sum(width for _, _, width in pieces)
        x = style.leftIndent + (max(0.0, room) if is_at_right else 0.0)
        for drawn, span, width in pieces:
            self._write(drawn, span, x, y, size)
            if span.link is not None:
                self.canv.linkURL(span.link, (x, y - 2, x + width, y + size), relative=1)
            x += width

    def _write(self, drawn: str, span: Span, x: float, y: float, size: float) -> None:
        text: Any = self.canv.beginText(x, y)
        text.setFont(span.font, size)
        text.setFillColor(span.color)
        text.textOut(drawn)
        self.canv.drawText(text)


def _letters(line: Sequence[Span]) -> Iterator[_Letter]:
    text = "".join(span.text for span in line)
    levels, base = levels_of(text), base_level(text)
    spans = (span for span in line for _ in span.text)
    for letter, span, level in zip(text, spans, levels, strict=True):
        yield _Letter(letter, span, level, base)


def _break(letters: list[_Letter], size: float, room: float) -> Iterator[list[_Letter]]:
    """Break letters into lines that fit the room, between words where there is one."""
    line: list[_Letter] = []
    used = 0.0
    for token in _tokens(letters):
        width = _width(token, size)
        if used + width > room and line and not token[0].text.isspace():
            yield _trimmed(line)
            line, used = [], 0.0
        if width > room and not token[0].text.isspace():
            for letter in token:
                step = _width([letter], size)
                if used + step > room and line:
                    yield line
                    line, used = [], 0.0
                line.append(letter)
                used += step
            continue
        line += token
        used += width
    yield _trimmed(line)


def _tokens(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    for match in _TOKENS.finditer("".join(letter.text for letter in letters)):
        yield letters[match.start() : match.end()]


def _trimmed(line: list[_Letter]) -> list[_Letter]:
    end = len(line)
    while end and line[end - 1].text.isspace():
        end -= 1
    return line[:end]


def _width(letters: list[_Letter], size: float) -> float:
    return sum(width for _, _, width in _pieces(letters, size))


def _pieces(line: list[_Letter], size: float) -> Iterator[tuple[str, Span, float]]:
    """Yield what is drawn, from left to right, with its span and its width."""
    runs = [list(run) for _, run in groupby(line, _run_key)]
    for at in visual_order([run[0].level for run in runs]):
        run = runs[at]
        span = run[0].span
        text = "".join(letter.text for letter in run)
        drawn = shaped(text, span.font, size, is_right_to_left=bool(run[0].level % 2))
        yield drawn, span, width_of(drawn, span.font, size)


def _run_key(letter: _Letter) -> tuple[int, int, bool]:
    return letter.level, id(letter.span), bool(_ARABIC.match(letter.text))
