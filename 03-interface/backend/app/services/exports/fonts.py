"""Fonts of the PDF: FiraGO, which is put into the file, and for Chinese, Japanese and Korean those of the reader.

FiraGO (SIL Open Font License) has Latin, Greek, Cyrillic, Georgian, Thai and more. A font with all of Han would add
megabytes to every gateway; readers of PDF bring the four that the format has names for.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

_FAR_EAST = {"ja": "HeiseiKakuGo-W5", "ko": "HYGothic-Medium"}
_CHINESE = "STSong-Light"
_FIRST_FAR_EASTERN = 0x2E80
_SPACES = str.maketrans(dict.fromkeys("\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}", "\N{NO-BREAK SPACE}"))
"""Spaces of French typography that FiraGO lacks."""


@dataclass(frozen=True)
class Fonts:
    """Names of fonts that ReportLab knows."""

    regular: str
    bold: str
    far_east: str
    letters: frozenset[int]

    def stretches(self, text: str, *, bold: bool = False) -> Iterator[tuple[str | None, str]]:
        """Yield the text in pieces, each with the font it needs; None for the font of the paragraph."""
        known = text.translate(_SPACES)
        for is_far_eastern, letters in groupby(known, self._is_far_eastern):
            yield (self.far_east if is_far_eastern else self.bold if bold else None), "".join(letters)

    def _is_far_eastern(self, letter: str) -> bool:
        return ord(letter) >= _FIRST_FAR_EASTERN and ord(letter) not in self.letters


def load_fonts(language: str) -> Fonts:
    """Return the fonts for a text in that language, ready to use."""
    letters = _register_embedded()
    far_east = _FAR_EAST.get(language, _CHINESE)
    _register_far_eastern(far_east)
    return Fonts("FiraGO", "FiraGO-Bold", far_east, letters)


@lru_cache(maxsize=1)
def _register_embedded() -> frozenset[int]:
    letters: frozenset[int] = frozenset()
    for name, code in (("FiraGO", "figo"), ("FiraGO-Bold", "figbo")):
        font = TTFont(name, io.BytesIO(pymupdf_fonts.myfont(code)))
        pdfmetrics.registerFont(font)
        letters = frozenset(font.face.charToGlyph)
    return letters


@lru_cache
def _register_far_eastern(name: str) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
