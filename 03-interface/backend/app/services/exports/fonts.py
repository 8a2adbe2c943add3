"""Fonts of the PDF: two that are put into the file, and for Chinese, Japanese and Korean those of the reader.

FiraGO has Latin, Greek, Cyrillic, Arabic, Hebrew, Georgian, Thai and more, Noto Emoji the pictures; both are under the
SIL Open Font License. A font with all of Han would add megabytes to every gateway; readers of PDF bring the four that
the format has names for.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

import manimgx_fonts
import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

_FAR_EAST = {"ja": "HeiseiKakuGo-W5", "ko": "HYGothic-Medium"}
_CHINESE = "STSong-Light"
_FIRST_FAR_EASTERN = 0x2E80
_EMOJI = "NotoEmoji"
_FIRST_PICTURE = 0x203C
"""The first emoji that is not a letter or sign of ordinary text."""

_AS_EMOJI = "\N{VARIATION SELECTOR-16}"
_JOINERS = frozenset({0x200D, 0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)})
"""Code points that compose one picture with those before them."""

_SKIN_TONES = dict.fromkeys(range(0x1F3FB, 0x1F400))
"""Pictures of one colour have none; drawn apart, each would be a grey field."""

_SELECTORS = dict.fromkeys([0xFE0E, 0xFE0F])
"""They choose between a letter and a picture, and have no shape."""

_SUBSTITUTES = str.maketrans(
    {"\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}", "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}", "✓": "✔", "✗": "✖"}
)
"""Spaces of French typography and signs that these fonts lack, by what is nearest to them."""


@dataclass(frozen=True)
class Fonts:
    """Names of fonts that ReportLab knows."""

    regular: str
    bold: str
    far_east: str
    letters: frozenset[int]
    emoji: str
    pictures: frozenset[int]
    """Code points that the font of emoji has and the first has not."""

    def stretches(self, text: str, *, bold: bool = False) -> Iterator[tuple[str | None, str]]:
        """Yield the text in pieces, each with the font it needs; None for the font of the paragraph."""
        known = text.translate(_SUBSTITUTES)
        usual = self.bold if bold else None
        fonts = self._fonts_of(known, usual)
        for font, letters in groupby(zip(fonts, known, strict=True), itemgetter(0)):
            stretch = "".join(letter for _, letter in letters)
            yield font, stretch.translate(_SKIN_TONES if font == self.emoji else _SELECTORS)

    def has_emoji(self, text: str) -> bool:
        """Return whether any letter of the text is drawn from the font of emoji."""
        return self.emoji in self._fonts_of(text, None)

    def _fonts_of(self, text: str, usual: str | None) -> list[str | None]:
        fonts: list[str | None] = []
        for at, letter in enumerate(text):
            code = ord(letter)
            follows = bool(fonts) and fonts[-1] == self.emoji
            if (follows and code in _JOINERS) or text[at + 1 : at + 2] == _AS_EMOJI or code in self.pictures:
                fonts.append(self.emoji)
            elif code >= _FIRST_FAR_EASTERN and code not in self.letters and code not in _JOINERS:
                fonts.append(self.far_east)
            else:
                fonts.append(usual)
        return fonts


def load_fonts(language: str) -> Fonts:
    """Return the fonts for a text in that language, ready to use."""
    letters = _register_embedded()
    far_east = _FAR_EAST.get(language, _CHINESE)
    _register_far_eastern(far_east)
    return Fonts("FiraGO", "FiraGO-Bold", far_east, letters, _EMOJI, _register_emoji() - letters)


@lru_cache(maxsize=1)
def _register_embedded() -> frozenset[int]:
    letters: frozenset[int] = frozenset()
    for name, code in (("FiraGO", "figo"), ("FiraGO-Bold", "figbo")):
        font = TTFont(name, io.BytesIO(pymupdf_fonts.myfont(code)), shapable=True)
        pdfmetrics.registerFont(font)
        letters = frozenset(font.face.charToGlyph)
    return letters


@lru_cache(maxsize=1)
def _register_emoji() -> frozenset[int]:
    content = (files(manimgx_fonts) / "NotoEmoji[wght].ttf").read_bytes()
    font = TTFont(_EMOJI, io.BytesIO(content), shapable=True)
    pdfmetrics.registerFont(font)
    return frozenset(code for code in font.face.charToGlyph if code >= _FIRST_PICTURE) - _JOINERS


@lru_cache
def _register_far_eastern(name: str) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
