"""Glyphs that are drawn, by their numbers in the font, against HarfBuzz that is told direction and script."""

import pymupdf_fonts
import pytest
import uharfbuzz
from reportlab.pdfbase import pdfmetrics

from app.services.exports.fonts import load_fonts
from app.services.exports.shaping.glyphs import shaped, width_of

FONT = load_fonts("ar").regular
SIZE = 10.0


def drawn(text: str, font: str = FONT, *, is_right_to_left: bool = True) -> list[int]:
    """Return the numbers of the glyphs that a paragraph draws, from left to right."""
    face = pdfmetrics.getFont(font).face
    return [face.charToGlyph[ord(letter)] for letter in shaped(text, font, SIZE, is_right_to_left=is_right_to_left)]


def expected(text: str, script: str, direction: str = "rtl") -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = direction, script, "en"
    font = uharfbuzz.Font(uharfbuzz.Face(pymupdf_fonts.myfont("figo")))
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": True, "dlig": True})
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize(
    ("text", "script"),
    [("مرحبا", "Arab"), ("السلام", "Arab"), ("كَتَبَ", "Arab"), ("پژوهش", "Arab"), ("שלום", "Hebr"), ("שָׁלוֹם", "Hebr")],
)
def test_letters_are_joined_and_stand_from_right_to_left(text: str, script: str) -> None:
    assert drawn(text) == expected(text, script)


def test_letters_of_arabic_have_other_shapes_in_a_word_than_alone() -> None:
    alone = [glyph for letter in reversed("مرحبا") for glyph in drawn(letter)]
    assert drawn("مرحبا") != alone


def test_brackets_are_mirrored_and_digits_of_persian_are_not_reversed() -> None:
    plain = pdfmetrics.getFont(FONT).face.charToGlyph
    assert drawn("(") == [plain[ord(")")]]
    assert drawn(" «") == [plain[ord("»")], plain[ord(" ")]]
    assert drawn("۱۲۳", is_right_to_left=False) == [plain[ord(digit)] for digit in "۱۲۳"]


@pytest.mark.parametrize("picture", ["👩‍💻", "🇫🇷", "👨‍👩‍👧"])
def test_pictures_of_several_are_one_glyph(picture: str) -> None:
    fonts = load_fonts("fr")
    assert len(drawn(picture, fonts.emoji, is_right_to_left=False)) == 1


def test_widths_are_those_of_the_glyphs() -> None:
    word = shaped("مرحبا", FONT, SIZE, is_right_to_left=True)
    alone = sum(width_of(shaped(letter, FONT, SIZE, is_right_to_left=True), FONT, SIZE) for letter in "مرحبا")
    assert 0 < width_of(word, FONT, SIZE) < alone
    assert width_of("abc", FONT, SIZE) == pytest.approx(pdfmetrics.stringWidth("abc", FONT, SIZE))
