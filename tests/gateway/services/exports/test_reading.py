import html
import io
from dataclasses import replace

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from obedient_model import LINKS, OUTSIDE
from support.transcripts import dialogue, document, transcript, transcripts

from app.services.exports import ExportFormat, Language
from app.services.exports.language import negotiate
from app.services.exports.notes import Note, NoteSection
from app.services.exports.reading import render_markdown, render_text
from app.services.minutes.export import render_minutes
from scribe_contracts.transcript import Segment, Transcript


def test_plain_text_reads_like_minutes() -> None:
    assert render_text(document()) == (
        "Weekly\n"
        "Date: 2026-11-22 09:30 UTC\n"
        "Duration: 01:01:01\n"
        "Participants: Katie O'Neil <K>, Speaker 2\n"
        "\n"
        "[00:00:00] Katie O'Neil <K>\n"
        "Good morning, Steve.\n"
        "\n"
        "[00:00:02] Speaker 2\n"
        "Hello *you* <there> & all.\n"
        "\n"
        "[00:00:05] Katie O'Neil <K>\n"
        "How are you? 1. Fine?\n"
    )


def test_plain_text_in_french() -> None:
    text = render_text(document(language=Language.FRENCH))
    assert "Durée : 01:01:01\nParticipants : Katie O'Neil <K>, Locuteur 2\n" in text


@pytest.mark.parametrize("export_format", [ExportFormat.MD, ExportFormat.DOCX, ExportFormat.PDF])
def test_a_line_of_minutes_loads_and_links_nothing_from_elsewhere(export_format: ExportFormat) -> None:
    """A model may have been told to write it; each time alone is a link."""
    own = "http://scribe.test/meetings/1?t=2.0"
    notes = (NoteSection(LINKS, (Note(LINKS, "00:00:02", own, (LINKS,), done=False),)),)
    made = render_minutes(replace(document(title=LINKS), notes=notes, has_transcript=False), export_format)
    if isinstance(made, str):
        rendered = MarkdownIt().render(made)
        assert OUTSIDE in rendered
        assert "<img" not in rendered
        assert f'href="{own}"' in rendered
        assert f'="https://{OUTSIDE}' not in rendered
        return
    if export_format is ExportFormat.DOCX:
        parts = [part.rels.values() for part in docx.Document(io.BytesIO(made)).part.package.iter_parts()]
        targets = [each.target_ref for relations in parts for each in relations if each.is_external]
    else:
        pages = pypdf.PdfReader(io.BytesIO(made)).pages
        links = [each.get_object().get("/A", {}) for page in pages for each in page.get("/Annots", ())]
        targets = [link["/URI"] for link in links if "/URI" in link]
    assert targets == [own]


def test_an_empty_transcript_still_has_its_header() -> None:
    assert render_text(document(transcript((), ()))) == "Weekly\nDate: 2026-11-22 09:30 UTC\nDuration: 01:01:01\n"


def test_markdown_shows_what_was_said_and_formats_nothing_else() -> None:
    rendered = MarkdownIt().render(render_markdown(document(title="1. A *plan*")))
    assert "<h1>1. A *plan*</h1>" in rendered
    assert "<p>Hello *you* &lt;there&gt; &amp; all.</p>" in rendered
    assert "<strong>Katie O'Neil &lt;K&gt;</strong> <code>00:00:00</code>" in rendered
    assert "<li><strong>Date</strong>: 2026-11-22 09:30 UTC</li>" in rendered
    assert "<em>" not in rendered
    assert "<ol>" not in rendered


@given(transcripts())
def test_every_word_is_there_once(said: Transcript) -> None:
    text = render_text(document(said)).split()
    assert all(text.count(word) == 1 for segment in said.segments for word in segment.text.split())


@given(st.text(st.sampled_from("ab1.)-+=#:>*_`~&<[]!|\\ "), max_size=12))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    said = " ".join(f"{text}.".split())
    segment = Segment(id=0, speaker="S", start=0, end=1, text=said, words=())
    *_, paragraph = MarkdownIt().render(render_markdown(document(transcript((segment,), ())))).split("<p>")
    assert html.unescape(paragraph) == f"{said}</p>\n"


def test_speakers_without_a_name_are_numbered_from_one() -> None:
    names = document(dialogue()).names
    assert names == {"SPEAKER_00": "Katie O'Neil <K>", "SPEAKER_01": "Speaker 2"}


def test_the_preferred_language_is_negotiated() -> None:
    assert negotiate(None) is Language.ENGLISH
    assert negotiate("fr-CA,fr;q=0.9,en;q=0.8") is Language.FRENCH
    assert negotiate("de, en;q=0.5, fr;q=0.7") is Language.FRENCH
    assert negotiate("fr;q=0.2,en") is Language.ENGLISH
    assert negotiate("fr;q=0") is Language.ENGLISH
    assert negotiate("fr;q=much, *") is Language.ENGLISH
