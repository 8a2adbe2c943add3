"""Word and PDF, read back by readers of those formats."""

import asyncio
import io
import time

import docx
import pypdf
import pytest
from hypothesis import given, settings
from support.transcripts import document, make_segment, transcript, transcripts

from app.services.exports import Document, ExportFormat, Language, render
from scribe_contracts.transcript import Speaker, Transcript

TITLE = "Comité : bilan de l’été <1> & « suite »"
SAID = "Où en est l’œuvre ? Ça coûte 3\u202f000\u202f€ — « déjà »…"


def french(said: str = SAID, name: str | None = "Zoé Lefèvre") -> Document:
    speakers = (Speaker(id="SPEAKER_00", name=name, speech_seconds=90), Speaker(id="SPEAKER_01", speech_seconds=30))
    segments = (make_segment(0, "SPEAKER_00", 61, said), make_segment(1, "SPEAKER_01", 3605, "Oui."))
    given = transcript(segments, speakers).model_copy(update={"language": "fr"})
    return document(given, Language.FRENCH, title=TITLE)


def word_of(given: Document) -> "docx.document.Document":
    content = render(given, ExportFormat.DOCX)
    assert isinstance(content, bytes)
    return docx.Document(io.BytesIO(content))


def plain(text: str) -> str:
    """Replace special spaces by ordinary ones."""
    return " ".join(text.split())


def lines_of(made: "docx.document.Document") -> list[str]:
    return [paragraph.text.replace("\N{NO-BREAK SPACE}", " ") for paragraph in made.paragraphs]


def pdf_of(given: Document) -> pypdf.PdfReader:
    content = render(given, ExportFormat.PDF)
    assert isinstance(content, bytes)
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(pdf: pypdf.PdfReader) -> str:
    return plain(" ".join(page.extract_text() for page in pdf.pages))


def hours(turns: int, words: int = 20, people: int = 4) -> Transcript:
    """Return three hours in so many segments of so many words."""
    segments = tuple(
        make_segment(
            at, f"SPEAKER_0{at % people}", at * 10_800 / turns, " ".join(f"été{at}" for _ in range(words)), seconds=0.3
        )
        for at in range(turns)
    )
    speakers = tuple(Speaker(id=f"SPEAKER_0{at}", speech_seconds=2_500) for at in range(people))
    return transcript(segments, speakers).model_copy(update={"duration": 10_800.0})


def test_word_says_all_of_it() -> None:
    made = word_of(french())
    assert lines_of(made) == [
        TITLE,
        "Date : 22 novembre 2026 à 09:30 UTC",
        "Durée : 1 h 01 min",
        "Participants",
        "Transcription",
        f"00:01:01\tZoé Lefèvre\n{plain(SAID)}",
        "01:00:05\tLocuteur 2\nOui.",
    ]
    [table] = made.tables
    assert [[plain(cell.text) for cell in row.cells] for row in table.rows] == [
        ["Participants", "Temps de parole", "Part"],
        ["Zoé Lefèvre", "1 min 30 s", "75 %"],
        ["Locuteur 2", "30 s", "25 %"],
    ]
    assert made.core_properties.title == TITLE
    assert made.paragraphs[0].style is not None
    assert made.paragraphs[0].style.name == "Title"
    footer = made.sections[0].footer.paragraphs[0]
    assert [field.get(docx.oxml.ns.qn("w:instr")) for field in footer._p.iter(docx.oxml.ns.qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert footer.text == "Page  sur "


def test_word_in_english() -> None:
    made = word_of(document())
    assert lines_of(made)[1:5] == [
        "Date: 22 November 2026, 09:30 UTC",
        "Duration: 1 h 01 min",
        "Participants",
        "Transcript",
    ]
    assert "Speaker 2" in made.tables[0].rows[2].cells[0].text


def test_pdf_says_all_of_it() -> None:
    made = pdf_of(french())
    text = text_of(made)
    for part in (
        TITLE,
        "Date : 22 novembre 2026 à 09:30 UTC",
        "Zoé Lefèvre 1 min 30 s 75 %",
        "Locuteur 2 30 s 25 %",
        "Oui.",
        "01:00:05",
        "Page 1 sur 1",
    ):
        assert plain(part) in text
    assert plain(SAID) in text
    assert made.metadata is not None
    assert made.metadata.title == TITLE
    assert made.trailer["/Root"]["/Lang"] == "fr"


def test_pdf_in_english() -> None:
    text = text_of(pdf_of(document()))
    assert "Duration: 1 h 01 min" in text
    assert "Hello *you* <there> & all." in text


def test_pdf_carries_its_fonts_and_names_those_of_the_far_east() -> None:
    made = pdf_of(french("会議 началось", name="王小明"))
    fonts = [font.get_object() for page in made.pages for font in page["/Resources"]["/Font"].values()]
    embedded = {
        str(font["/BaseFont"]).partition("+")[2] for font in fonts if "/FontFile2" in font.get("/FontDescriptor", {})
    }
    assert embedded == {"FiraGO-Regular", "FiraGO-Bold"}
    assert "/STSong-Light" in {str(font["/BaseFont"]).partition("-UniGB")[0] for font in fonts}
    assert "началось" in text_of(made)


def test_pages_are_numbered_to_the_last() -> None:
    made = pdf_of(document(hours(120)))
    assert len(made.pages) > 5
    for number, page in enumerate(made.pages, 1):
        assert f"Page {number} of {len(made.pages)}" in page.extract_text()


@pytest.mark.parametrize("people", [4, 1], ids=["conversation", "monologue"])
@pytest.mark.parametrize("export_format", [ExportFormat.DOCX, ExportFormat.PDF])
async def test_three_hours_leave_the_gateway_responsive(export_format: ExportFormat, people: int) -> None:
    """30,000 words take seconds (with room for a busy machine), and the event loop goes on meanwhile."""
    said = document(hours(1_500, people=people))
    began = time.monotonic()
    work = asyncio.create_task(asyncio.to_thread(render, said, export_format))
    turns = 0
    while not work.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert len(await work) > 20_000
    assert time.monotonic() - began < 30
    assert turns > 3


@settings(max_examples=15, deadline=None)
@given(transcripts())
def test_any_transcript_becomes_a_document(said: Transcript) -> None:
    given = document(said)
    text = "\n".join(lines_of(word_of(given)))
    assert all(text.count(word) == 1 for segment in said.segments for word in segment.text.split())
    assert len(pdf_of(given).pages) >= 1


@pytest.mark.parametrize("said", ["مرحبا بكم في الاجتماع.", "שלום לכולם, 3 נושאים."])
def test_arabic_and_hebrew_run_from_right_to_left_in_word(said: str) -> None:
    made = word_of(french(said=said))
    turn = next(paragraph for paragraph in made.paragraphs if said in paragraph.text)
    answer = next(paragraph for paragraph in made.paragraphs if "Oui." in paragraph.text)
    assert [bool(paragraph._p.xpath("./w:pPr/w:bidi")) for paragraph in (turn, answer)] == [True, False]
    assert all(run.font.rtl for run in turn.runs)
    assert not any(run.font.rtl for run in answer.runs)


def test_word_checks_each_sentence_in_its_language() -> None:
    segments = tuple(
        make_segment(at, "SPEAKER_00", 10.0 * at, text).model_copy(update={"language": language})
        for at, (text, language) in enumerate([("It is late.", "en"), ("Il est tard.", "fr"), ("Tard.", "fr")])
    )
    given = document(transcript(segments, (Speaker(id="SPEAKER_00", speech_seconds=1),)))
    (turn,) = [paragraph for paragraph in word_of(given).paragraphs if "late" in paragraph.text]
    assert turn.text.endswith("It is late. Il est tard. Tard.")
    marked = [
        (run.text, [mark.get(docx.oxml.ns.qn("w:val")) for mark in run._r.iter(docx.oxml.ns.qn("w:lang"))])
        for run in turn.runs[-2:]
    ]
    assert marked == [("It is late.", []), (" Il est tard. Tard.", ["fr"])]
