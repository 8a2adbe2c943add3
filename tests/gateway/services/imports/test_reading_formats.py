"""Transcripts of every format: what is read, what is refused, and that our own exports come back."""

import io
import json
from uuid import uuid4

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.imports import DATE, SRT, VTT, turns
from support.transcripts import MEETING, make_segment, transcript

from app.core.errors import InvalidError
from app.core.text import one_line
from app.services.exports import Document, ExportFormat, render
from app.services.imports.building import CHARACTERS_PER_SECOND
from app.services.imports.errors import EmptyTranscriptError, MalformedTranscriptError
from app.services.imports.language import guess_language
from app.services.imports.reading import read
from app.services.imports.said import MAX_SECONDS
from scribe_contracts.transcript import Segment, Speaker, Transcript


def load(content: str | bytes, language: str | None = None) -> Transcript:
    return read(content.encode() if isinstance(content, str) else content, MEETING, language)


def refusal(content: str | bytes) -> str:
    with pytest.raises(MalformedTranscriptError) as caught:
        load(content)
    assert caught.value.errors[0].field == "transcript"
    return caught.value.detail


def test_subrip_names_its_speakers_and_joins_a_sentence_cut_into_cues() -> None:
    assert turns(load(SRT)) == [
        ("Katie Jones", 1.0, 6.0, "We ship on Friday if the tests pass."),
        ("Steve", 6.2, 9.0, "Agreed."),
    ]


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [
        ("utf-8", "\n"),
        ("utf-8-sig", "\r\n"),
        ("utf-16", "\r\n"),
        ("utf-16-le", "\n"),
        ("cp1252", "\r"),
        ("utf-32", "\n"),
    ],
)
def test_encodings_and_line_ends_do_not_matter(encoding: str, newline: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nZoé : L’été, où ça ?\n".replace("\n", newline)

    assert turns(load(text.encode(encoding))) == [("Zoé", 1.0, 2.0, "L’été, où ça ?")]


@pytest.mark.parametrize(
    "line",
    [
        "00:01,500 --> 00:02,5",
        "0:0:1.5 --> 0:0:2.50",
        "00:00:01.500-->00:00:02.500 X1:4",
        "00:00:01,500  --> 00:00:02,500",
    ],
)
def test_subrip_takes_missing_hours_and_either_decimal_mark(line: str) -> None:
    (segment,) = load(f"1\n{line}\nHello.\n").segments

    assert (segment.start, segment.end) == (1.5, 2.5)


def test_subrip_keeps_overlapping_cues_and_leaves_out_empty_ones() -> None:
    text = (
        "1\n00:05,000 --> 00:09,000\nB: late.\n\n2\n00:01,000 --> 00:06,000\nA: early.\n\n3\n00:10,000 --> 00:11,000\n"
    )

    assert turns(load(text)) == [("A", 1.0, 6.0, "early."), ("B", 5.0, 9.0, "late.")]


def test_subrip_keeps_a_cue_with_a_blank_line_and_without_number() -> None:
    text = "00:01,000 --> 00:02,000\nOne\n\ntwo.\n\n00:03,000 --> 00:04,000\n<i>Three</i> {\\an8}."

    assert [segment.text for segment in load(text).segments] == ["One two.", "Three ."]


def test_a_colon_in_a_sentence_names_nobody() -> None:
    text = "".join(
        f"{n}\n00:0{n},000 --> 00:0{n},900\n{said}\n\n"
        for n, said in enumerate(("So.", "Note: this.", "Yes.", "No."), 1)
    )

    assert {speaker.name for speaker in load(text).speakers} == {None}


def test_web_vtt_reads_voices_notes_settings_and_entities() -> None:
    assert turns(load(VTT)) == [
        ("Katie & Co", 1.0, 3.0, "Good <morning>."),
        (None, 4.0, 5.0, "Somebody."),
        ("Steve", 3600.5, 3601.6, "Two voices,"),
        ("Ana", 3601.6, 3602.5, "in a cue."),
    ]


def test_web_vtt_without_voices_takes_names_before_colons() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nKatie: Hi.\n\n00:02.000 --> 00:03.000\nSteve: Hello.\n"

    assert [speaker.name for speaker in load(text).speakers] == ["Katie", "Steve"]


def test_whisperx_keeps_words_and_gives_times_to_those_without() -> None:
    words = [
        {"word": "In", "start": 1.0, "end": 1.2, "score": 0.8},
        {"word": "2024,"},
        {"word": "yes.", "start": 2.0, "end": 2.4, "score": 0.9},
    ]
    document = {
        "segments": [{"start": 1.0, "end": 2.4, "text": " In 2024, yes.", "speaker": "SPEAKER_03", "words": words}],
        "language": "en",
    }

    loaded = load(json.dumps(document))

    (segment,) = loaded.segments
    assert (segment.speaker, segment.text, loaded.language) == ("SPEAKER_03", "In 2024, yes.", "en")
    assert [(word.text, word.start, word.end, word.probability) for word in segment.words] == [
        ("In", 1.0, 1.2, 0.8),
        ("2024,", 1.2, 2.0, 1.0),
        ("yes.", 2.0, 2.4, 0.9),
    ]


def test_whisperx_segments_may_lack_speakers_words_and_times() -> None:
    loaded = load(
        json.dumps(
            [{"text": "One two"}, {"start": 9, "end": 10, "text": "three", "speaker": "Ana"}, {"start": 11, "text": ""}]
        )
    )

    assert turns(loaded) == [(None, 0.0, round(7 / CHARACTERS_PER_SECOND, 3), "One two"), ("Ana", 9.0, 10.0, "three")]


@pytest.mark.parametrize(
    "text",
    [
        "Katie: Hello.\nto all.\n\nSteve: Bye.",
        "Katie : Hello.\n to all.\nSteve : Bye.",
        "**Katie:** Hello. to all.\n\n**Steve:** Bye.",
        "- Katie: Hello. to all.\n- Steve: Bye.",
    ],
)
def test_lines_without_times_begin_with_names(text: str) -> None:
    assert [(who, said) for who, _, _, said in turns(load(text))] == [("Katie", "Hello. to all."), ("Steve", "Bye.")]


@pytest.mark.parametrize(
    "text",
    [
        "[00:01] Katie: Hello: all.\n[01:02] Steve: Bye.",
        "[00:00:01] Katie : Hello: all.\n\n[00:01:02] Steve : Bye.",
        "(0:01) Katie: Hello:\nall.\n(1:02) Steve: Bye.",
        "00:00:01 Katie: Hello: all.\n00:01:02 Steve: Bye.",
        "00:00:01.000 - Katie: Hello: all.\n00:01:02.000 - Steve: Bye.",
        "Katie [00:01]: Hello: all.\nSteve [01:02]: Bye.",
        "Katie (00:00:01): Hello: all.\nSteve (00:01:02): Bye.",
        "Minutes\n\nKatie   0:01\nHello: all.\n\nSteve   1:02\nBye.",
        "Katie\t0:01\nHello: all.\nSteve\t1:02\nBye.",
        "00:00:01 --> 00:00:02 Katie: Hello: all.\n00:01:02 --> 00:01:03 Steve: Bye.",
        "[0:01 - 0:02] Katie: Hello: all.\n[1:02 - 1:03] Steve: Bye.",
        "Title\nDate: 2024-05-01\n\n[00:00:01] Katie\nHello: all.\n\n[00:01:02] Steve\nBye.",
        "**Katie** `00:00:01`\n\nHello: all.\n\n**Steve** `00:01:02`\n\nBye.",
    ],
)
def test_lines_take_times_in_the_usual_forms(text: str) -> None:
    assert [(who, start, said) for who, start, _, said in turns(load(text))] == [
        ("Katie", 1.0, "Hello: all."),
        ("Steve", 62.0, "Bye."),
    ]


def test_lines_with_times_may_have_no_speakers() -> None:
    assert turns(load("[00:01] Hello, all of you.\n[00:04] Bye, then.")) == [
        (None, 1.0, round(1 + 18 / CHARACTERS_PER_SECOND, 3), "Hello, all of you."),
        (None, 4.0, round(4 + 10 / CHARACTERS_PER_SECOND, 3), "Bye, then."),
    ]


def test_numbered_speakers_stay_without_a_name() -> None:
    loaded = load("Speaker 2: Hello.\nSPEAKER_00: Yes.\nIntervenant 5 : Oui.\nUnknown: Hm.\nAna: No.")

    assert {speaker.id: speaker.name for speaker in loaded.speakers} == {
        "SPEAKER_00": None,
        "SPEAKER_01": None,
        "SPEAKER_02": None,
        "SPEAKER_03": "Ana",
        "SPEAKER_04": None,
    }


def word_document(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    word = docx.Document()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    if rows:
        table = word.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        word_document("Katie: Hello.", "Steve: Bye."),
        word_document("Réunion", "Katie Jones   0:01\nHello.", "Steve   1:02\nBye."),
        word_document("Minutes", rows=(("00:01", "Katie", "Hello."), ("01:02", "Steve", "Bye."))),
        word_document(rows=(("Katie", "Hello."), ("Steve", "Bye."))),
    ],
)
def test_word_documents_are_read_by_paragraphs_and_rows(content: bytes) -> None:
    assert [said for *_, said in turns(load(content))] == ["Hello.", "Bye."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("1\n00:00:01,000 -> 00:00:02,000\nHi", "Line 2: expected the number of a cue, or a line of times"),
        (
            "1\n00:00:01,000 --> 0:xx\nHi",
            "Line 2: expected a line of times as 00:00:01,000 --> 00:00:04,000, found “00:00:01,000 --> 0:xx”.",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:61,000 --> 00:01:02,000\nB",
            "Line 6: expected a line of times",
        ),
        ("1\n00:00:05,000 --> 00:00:02,000\nHi", "Line 2: expected a cue that ends after its start"),
        ("1\n999:00:00,000 --> 999:00:02,000\nHi", "Line 2: expected a line of times"),
        ("WEBVTT\n\n00:01.000 --> later\nHi", "Line 3: expected a line of times as 00:01.000 --> 00:04.000"),
        ("WEBVTT\n\nid\nHello", "Line 4: expected a line of times"),
        ("WEBVTT\n", "The file has no cue"),
        ("Some notes of mine.\nKatie: Hello.", "Line 1: expected “Name: text”"),
        ('{"segments": [\n{"text": "a",}]}', "Line 2, column 14: the JSON is broken"),
        ('{"a": 1}', "expected an object with “segments”"),
        ('{"segments": [{"text": "a", "start": "x"}]}', "segments[0].start: expected a time in seconds"),
        ('{"segments": [{"text": "a", "start": NaN}]}', "segments[0].start: expected a time in seconds"),
        ('{"segments": [{"text": "a", "start": 2, "end": 1}]}', "segments[0].end: expected a time after"),
        (
            '{"segments": [{"text": "a", "words": [{"start": 1}]}]}',
            "segments[0].words[0]: expected an object with “word”",
        ),
        ('{"segments": [], "schema_version": 1}', "language: Field required"),
        (b"%PDF-1.7", "The file is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
        (b"PK\x03\x04 broken", "not a Word document"),
        (b"\x00\x01\x02\x03\xff\xfe\x80" * 9, "not a text, JSON or Word file"),
        (word_document("Only notes."), "Paragraph 1: expected “Name: text”"),
        ("[" * 100_000 + "]" * 100_000, "expected"),
        ("[00:01] A: a\n[99:99:00] B: b".replace("99:99:00", "100:00:01"), ""),
    ],
)
def test_errors_name_the_place_and_what_was_expected(content: str | bytes, message: str) -> None:
    if not message:
        assert "b" in load(content).segments[0].text
        return
    assert message in refusal(content)


@pytest.mark.parametrize("content", ["", " \n ", "1\n00:00:01,000 --> 00:00:02,000\n\n", '{"segments": []}'])
def test_a_transcript_without_words_is_refused(content: str) -> None:
    with pytest.raises(EmptyTranscriptError):
        load(content)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=400).map(str.encode)
    | st.text('0123456789:-> ,.\nAb[](){}"', max_size=200).map(str.encode)
)
def test_any_file_is_read_or_refused(content: bytes) -> None:
    try:
        loaded = load(content)
    except InvalidError:
        return
    assert loaded.segments
    assert all(0 <= segment.start <= segment.end <= MAX_SECONDS for segment in loaded.segments)
    assert all(word.start <= word.end for segment in loaded.segments for word in segment.words)


_WORDS = st.text("abcdefghijklmnopqrstuvwxyzéèàü'", min_size=1, max_size=9)


@st.composite
def conversations(draw: st.DrawFn) -> Transcript:
    """Return turns of named people, one after the other, each a sentence."""
    names = ("Katie Jones", "Zoé", "王")
    segments: list[Segment] = []
    start = draw(st.integers(0, 30))
    for number in range(draw(st.integers(1, 8))):
        sentence = " ".join(draw(st.lists(_WORDS, min_size=1, max_size=12))).capitalize() + "."
        segment = make_segment(number, f"SPEAKER_0{draw(st.integers(0, 2))}", float(start), sentence)
        segments.append(segment)
        start = int(segment.end) + draw(st.integers(3, 90))
    first = list(dict.fromkeys(segment.speaker for segment in segments))
    ids = {speaker: f"SPEAKER_0{at}" for at, speaker in enumerate(first)}
    renamed = tuple(
        segment.model_copy(
            update={
                "speaker": ids[segment.speaker],
                "words": tuple(word.model_copy(update={"speaker": ids[segment.speaker]}) for word in segment.words),
            }
        )
        for segment in segments
    )
    return transcript(
        renamed, tuple(Speaker(id=id_, name=names[at], speech_seconds=1) for at, id_ in enumerate(ids.values()))
    )


@pytest.mark.parametrize("export", [ExportFormat.SRT, ExportFormat.VTT, ExportFormat.JSON])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conversations())
def test_subtitles_and_json_of_ours_come_back_with_the_same_segments(export: ExportFormat, made: Transcript) -> None:
    content = render(Document("Weekly: a test", DATE, made), export, None)

    back = load(content)

    assert [(who, start, said) for who, start, _, said in turns(back)] == [
        (who, round(start, 3), said) for who, start, _, said in turns(made)
    ]
    assert [segment.speaker for segment in back.segments] == [segment.speaker for segment in made.segments]
    if export is ExportFormat.JSON:
        assert back.segments == made.segments


@pytest.mark.parametrize("export", [ExportFormat.TXT, ExportFormat.MD, ExportFormat.DOCX])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conversations())
def test_readable_exports_of_ours_come_back_with_the_same_paragraphs(export: ExportFormat, made: Transcript) -> None:
    document = Document("Weekly: a test", DATE, made)

    back = load(render(document, export, None))

    assert [(who, start, said) for who, start, _, said in turns(back)] == [
        (each.name, float(int(each.start)), one_line(each.text)) for each in document.paragraphs()
    ]


def test_our_own_json_belongs_to_the_new_meeting_and_recognises_nobody() -> None:
    voice = Speaker(id="SPEAKER_00", name="Katie", voice_id=uuid4(), similarity=0.9, speech_seconds=1)
    made = transcript((make_segment(0, "SPEAKER_00", 1.0, "Hello."),), (voice,))
    other = uuid4()

    back = read(made.model_dump_json().encode(), other)

    assert back.meeting_id == other
    assert (back.speakers[0].name, back.speakers[0].voice_id, back.speakers[0].similarity) == ("Katie", None, None)


def test_segments_of_our_own_json_are_parts_of_none() -> None:
    cut = make_segment(1, "SPEAKER_00", 3.0, "All.").model_copy(update={"part_of": 0, "begins_passage": True})
    said = (make_segment(0, "SPEAKER_00", 1.0, "Hello."), cut)
    made = transcript(said, (Speaker(id="SPEAKER_00", speech_seconds=1),))

    back = read(made.model_dump_json().encode(), uuid4())

    assert [(each.id, each.part_of, each.begins_passage) for each in back.segments] == [
        (0, None, None),
        (1, None, True),
    ]


def test_our_own_json_must_agree_with_itself() -> None:
    made = transcript((make_segment(0, "SPEAKER_07", 1.0, "Hello."),), ())

    assert "segments[0].speaker: expected one of the transcript's speakers" in refusal(made.model_dump_json())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A: Je pense que nous devons le faire avec les autres, et pas dans une semaine.", "fr"),
        ("A: I think that we should do it with the others and not in a week.", "en"),
        ("A: xyzzy plugh", None),
    ],
)
def test_the_language_is_guessed_from_common_words(text: str, language: str | None) -> None:
    assert guess_language(load(text)) == language
