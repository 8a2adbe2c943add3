"""Shapes of a stretch of text in one font and direction, by HarfBuzz."""

import unicodedata
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr

_shaping = Lock()
"""ReportLab notes in the font, which all threads share, the glyphs that have no letter of their own."""

_RIGHT = frozenset({"R", "AL"})
_EASTERN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
"""Digits of Persian and Urdu: of the Arabic script, and read from left to right."""


def shaped(text: str, font: str, size: float, *, is_right_to_left: bool) -> str:
    """Return what to draw from left to right: glyphs of the font, or the text where the font is not shaped."""
    known = _mirrored(text) if is_right_to_left != _is_taken_for_right_to_left(text) else text
    with _shaping:
        return shapeStr(known, font, size) if known else known


def width_of(drawn: str, font: str, size: float) -> float:
    """Return the width of what `shaped` returned, in points."""
    if isinstance(drawn, ShapedStr):
        # Missing in the stubs.
        advances = (glyph.x_advance for glyph in drawn.__shapeData__)  # type: ignore[attr-defined]
        return float(sum(advances)) * size / 1000
    return float(pdfmetrics.stringWidth(drawn, font, size))


def _is_taken_for_right_to_left(text: str) -> bool:
    """Return whether HarfBuzz reverses the text by itself: it goes by the script of the first letter that has one."""
    return any(unicodedata.bidirectional(letter) in _RIGHT or letter in _EASTERN_DIGITS for letter in text)


def _mirrored(text: str) -> str:
    return "".join(_MIRRORED.get(letter, letter) for letter in reversed(text))


_MIRRORED = {
    letter: other for pair in ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥") for letter, other in (pair, reversed(pair))
}
