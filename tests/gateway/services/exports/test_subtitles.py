"""Subtitles, read back with other parsers."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest
import srt
import webvtt
from hypothesis import given
from support.transcripts import dialogue, document, make_segment, transcript, transcripts

from app.services.exports import Language
from app.services.exports.cues import MAX_COLUMNS_PER_SECOND, MAX_LINE_LENGTH, MAX_LINES, MAX_SECONDS, cut_cues
from app.services.exports.pieces import split_segment, width
from app.services.exports.subtitles import render_subrip, render_web_vtt
from scribe_contracts.transcript import Segment, Speaker, Transcript


def characters_of(texts: Iterable[str]) -> Counter[str]:
    """Count characters: a word that is wider than a line is broken."""
    return Counter(character for text in texts for character in text if not character.isspace())


def said_in(given_: Transcript) -> Counter[str]:
    return characters_of(segment.text for segment in given_.segments)


def spoken(subtitle: srt.Subtitle) -> str:
    """The lines without dashes and names."""
    lines = subtitle.content.split("\n")
    shared = len(lines) == MAX_LINES and all(line.startswith("- ") for line in lines)
    texts = lines if shared else [subtitle.content]
    return " ".join(re.sub(r"^(- )?[^:]{1,41}:\s?", "", text, count=1) for text in texts)


@given(transcripts())
def test_subrip_holds_each_word_once_and_in_time(given_: Transcript) -> None:
    subtitles = list(srt.parse(render_subrip(document(given_))))
    assert characters_of(spoken(subtitle) for subtitle in subtitles) == said_in(given_)
    assert all(earlier.end <= later.start for earlier, later in pairwise(subtitles))
    assert all(timedelta() < s.end - s.start <= timedelta(seconds=MAX_SECONDS + 0.001) for s in subtitles)
    assert [s.index for s in subtitles] == list(range(1, len(subtitles) + 1))


@given(transcripts())
def test_web_vtt_holds_each_word_once_and_in_time(given_: Transcript) -> None:
    captions = webvtt.from_string(render_web_vtt(document(given_))).captions
    texts = [html.unescape(caption.text) for caption in captions]
    assert characters_of(texts) == said_in(given_)
    assert all(earlier.start_in_seconds <= later.start_in_seconds for earlier, later in pairwise(captions))
    assert all(caption.start < caption.end for caption in captions)
    assert all(caption.voice for caption in captions)


@given(transcripts())
def test_cues_are_short_enough_to_read(given_: Transcript) -> None:
    for named in (True, False):
        for cue in cut_cues(document(given_), named=named):
            assert 1 <= len(cue.lines) <= MAX_LINES
            assert all(width(line) <= MAX_LINE_LENGTH for line in cue.lines)


@given(transcripts())
def test_pieces_are_the_text(given_: Transcript) -> None:
    for segment in given_.segments:
        assert "".join(piece.text for piece in split_segment(segment)).split() == segment.text.split()


def test_subrip_names_the_speaker_in_the_readers_language() -> None:
    subtitles = list(srt.parse(render_subrip(document(language=Language.FRENCH))))
    assert subtitles[0].content == "Katie O'Neil <K>: Good morning, Steve."
    assert subtitles[1].content == "Locuteur 2: Hello *you* <there> & all."
    assert subtitles[0].start == timedelta(seconds=0.5)


def test_web_vtt_escapes_names_and_text() -> None:
    text = render_web_vtt(document())
    assert text.startswith("WEBVTT\n")
    assert "<v Katie O'Neil &lt;K&gt;>Good morning, Steve.</v>" in text
    assert "<v Speaker 2>Hello *you* &lt;there&gt; &amp; all.</v>" in text


def test_a_long_sentence_is_cut_at_its_words_times() -> None:
    said = make_segment(0, "SPEAKER_00", 10.0, " ".join(["word"] * 40), seconds=0.3)
    cues = cut_cues(document(transcript((said,), ())), named=False)
    assert len(cues) == 3
    assert all(cue.end - cue.start <= MAX_SECONDS for cue in cues)
    assert [round(cue.start, 1) for cue in cues] == [10.0, 14.8, 19.6]


def test_a_cue_does_not_span_a_silence() -> None:
    first, second = make_segment(0, "S", 0.0, "Wait."), make_segment(0, "S", 4.0, "Now.")
    said = Segment(id=0, speaker="S", start=0, end=5, text="Wait. Now.", words=(*first.words, *second.words))
    assert [cue.lines for cue in cut_cues(document(transcript((said,), ())), named=False)] == [["Wait."], ["Now."]]


def test_scripts_without_spaces_are_wrapped_between_words_by_their_width() -> None:
    said = make_segment(0, "S", 0.0, " ".join(["会議"] * 30), seconds=0.1, join="")
    first, second = cut_cues(document(transcript((said,), ())), named=False)
    assert first.lines == ["会議" * 10, "会議" * 10]
    assert second.lines == ["会議" * 10]


def test_a_long_address_is_broken() -> None:
    address = "https://example.org/" + "a" * 90
    said = make_segment(0, "S", 0.0, f"See {address} now.", seconds=1.0)
    lines = [line for cue in cut_cues(document(transcript((said,), ())), named=False) for line in cue.lines]
    assert all(len(line) <= MAX_LINE_LENGTH for line in lines)
    assert "".join(lines).replace(" ", "") == f"See{address}now."


@pytest.mark.parametrize("later", [None, 2.0])
def test_a_cue_of_two_people_stays_as_long_as_reading_it_takes(later: float | None) -> None:
    said = [
        make_segment(0, "A", 0.0, "We have to talk of it.", seconds=0.1),
        make_segment(1, "B", 0.3, "Not before the end of May.", seconds=0.1),
    ]
    if later:
        said.append(make_segment(2, "A", later, "Well then, let us go on.", seconds=0.3))

    first, *_ = srt.parse(render_subrip(document(transcript(tuple(said), ()))))

    lines = first.content.split("\n")
    assert len(lines) == MAX_LINES
    columns = sum(width(line) for line in lines)
    assert first.end.total_seconds() == pytest.approx(later or columns / MAX_COLUMNS_PER_SECOND, abs=0.01)


def test_a_short_answer_stays_a_second_where_silence_follows() -> None:
    said = (make_segment(0, "A", 0.0, "Yes.", seconds=0.2), make_segment(1, "B", 0.6, "No.", seconds=0.2))
    first, second = cut_cues(document(transcript(said, ())), named=False)
    assert (first.end, round(second.end, 3)) == (0.6, 1.6)


def test_a_fast_sentence_stays_until_it_is_read() -> None:
    said = make_segment(0, "S", 0.0, "Everybody knows this is said too fast", seconds=0.1)
    (cue,) = cut_cues(document(transcript((said,), ())), named=False)
    assert round(cue.end, 2) == round(37 / 17, 2)


def two_at_once() -> Transcript:
    """Two readers, each with words in the other's, on channels of their own."""
    first = make_segment(0, "SPEAKER_00", 0.0, " ".join(["reading"] * 20), seconds=0.4)
    second = make_segment(1, "SPEAKER_01", 0.2, " ".join(["writing"] * 20), seconds=0.4)
    return transcript((first, second), ())


def test_two_at_once_share_a_cue_of_subrip() -> None:
    subtitles = list(srt.parse(render_subrip(document(two_at_once()))))
    assert subtitles[0].content.split("\n") == [
        "- Speaker 1: reading reading reading",
        "- Speaker 2: writing writing writing",
    ]
    assert all(earlier.end <= later.start for earlier, later in pairwise(subtitles))
    assert all(subtitle.end - subtitle.start >= timedelta(seconds=0.8) for subtitle in subtitles)
    assert characters_of(spoken(subtitle) for subtitle in subtitles) == said_in(two_at_once())


def test_two_at_once_have_overlapping_cues_of_web_vtt() -> None:
    captions = webvtt.from_string(render_web_vtt(document(two_at_once()))).captions
    by_voice = {voice: [each for each in captions if each.voice == voice] for voice in ("Speaker 1", "Speaker 2")}
    assert all(len(own) > 1 for own in by_voice.values())
    for own in by_voice.values():
        assert all(earlier.end_in_seconds <= later.start_in_seconds for earlier, later in pairwise(own))


def test_an_edited_text_keeps_the_times_of_the_segment() -> None:
    said = make_segment(0, "S", 10.0, "Good morning Steve").model_copy(update={"text": "Good evening dear Steve"})
    made = split_segment(said)
    assert [piece.text.strip() for piece in made] == ["Good", "evening", "dear", "Steve"]
    assert (made[0].start, round(made[-1].end, 6)) == (said.start, said.end)


def test_a_very_long_name_leaves_room_for_words() -> None:
    said = dialogue().model_copy(update={"speakers": (Speaker(id="SPEAKER_00", name="N" * 200, speech_seconds=1),)})
    first = next(srt.parse(render_subrip(document(said))))
    assert first.content == f"{'N' * 40}…:\nGood morning, Steve."


def test_web_vtt_says_which_words_are_in_another_language() -> None:
    first, second, *others = dialogue().segments
    spoken = (first.model_copy(update={"language": "fr"}), second.model_copy(update={"language": "en"}), *others)
    text = render_web_vtt(document(dialogue().model_copy(update={"segments": spoken})))
    assert "<v Katie O'Neil &lt;K&gt;><lang fr>Good morning, Steve.</lang></v>" in text
    assert text.count("<lang ") == 1
