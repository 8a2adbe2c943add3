"""Pages of PDF with Arabic, Hebrew and emoji, read back and drawn by PDFium."""

import pypdfium2
import pytest
from support.transcripts import document, make_segment, transcript

from app.services.exports import ExportFormat, Language, render
from scribe_contracts.transcript import Speaker

HEBREW = "שלום לכולם (3 נושאים) ו-Docker."
ARABIC = "نناقش ميزانية السنة القادمة 2027 ثم نعود إلى جدول الأعمال"


def pdf_of(
    said: str, *, name: str = "Zoé", title: str = "Budget", language: Language = Language.FRENCH
) -> pypdfium2.PdfDocument:
    speakers = (Speaker(id="SPEAKER_00", name=name, speech_seconds=90),)
    made = document(transcript((make_segment(0, "SPEAKER_00", 61, said),), speakers), language, title=title)
    content = render(made, ExportFormat.PDF)
    assert isinstance(content, bytes)
    return pypdfium2.PdfDocument(content)


def boxes(pdf: pypdfium2.PdfDocument, wanted: str) -> list[tuple[str, float, float]]:
    """Return the letters of the first page that are wanted, with left edge and height on the page, in points."""
    text = pdf[0].get_textpage()
    letters = [(text.get_text_range(at, 1), *text.get_charbox(at)) for at in range(text.count_chars())]
    return [(letter, left, bottom) for letter, left, bottom, _, _ in letters if letter in wanted]


@pytest.mark.parametrize("place", ["said", "name", "title"])
def test_hebrew_stands_from_right_to_left(place: str) -> None:
    pdf = pdf_of(**{"said": "Oui.", place: "אבגד"})
    lefts = {letter: left for letter, left, _ in boxes(pdf, "אבגד")}
    assert lefts["א"] > lefts["ב"] > lefts["ג"] > lefts["ד"]
    # At the right margin of what is 595 points wide, or of the column of names.
    assert lefts["א"] > 300


def test_words_and_numbers_from_left_to_right_stay_so_within_it() -> None:
    text = pdf_of(HEBREW)[0].get_textpage().get_text_range()
    assert HEBREW.split(" (", maxsplit=1)[0] in text
    lefts = [left for letter, left, _ in boxes(pdf_of("שלום Wxyz"), "Wxyz")]
    assert lefts == sorted(lefts)


def test_lines_are_broken_before_they_are_reordered() -> None:
    pdf = pdf_of(f"א {ARABIC} {ARABIC} {ARABIC} ב")
    (_, first_left, first_bottom), (_, last_left, last_bottom) = boxes(pdf, "אב")
    assert first_bottom > last_bottom + 10
    assert first_left > last_left


def test_a_word_that_is_wider_than_the_page_is_broken() -> None:
    edges = [left for _, left, _ in boxes(pdf_of("ש" * 400), "ש")]
    assert len(edges) == 400
    assert min(edges) > 60
    assert max(edges) < 535


def test_a_long_paragraph_goes_on_on_the_next_page() -> None:
    pdf = pdf_of(" ".join([ARABIC] * 120))
    assert len(pdf) > 1
    assert len(pdf[1].get_textpage().get_text_range()) > 500


def test_pictures_are_drawn() -> None:
    """Beside the same text without a picture there is more ink, and not that of a missing letter."""

    def ink(said: str) -> bytes:
        return bytes(pdf_of(said)[0].render(scale=1, grayscale=True).buffer)

    drawn = [ink(f"Oui {picture}") for picture in ("", "😀", "🎉", "👩‍💻", "✅", "❤️")]
    assert len(set(drawn)) == len(drawn)
    # A skin tone has no picture of its own in one colour.
    assert ink("Oui 👍🏽") == ink("Oui 👍")
