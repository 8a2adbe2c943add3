"""Subtitles, read back with other parsers."""

import html
import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import srt
import webvtt
from hypothesis import given
from support.transcripts import dialogue, document, make_segment, transcript, transcripts

from app.services.exports import Language
from app.services.exports.cues import MAX_LINE_LENGTH, MAX_LINES, MAX_SECONDS, cut_cues, split_segment
from app.services.exports.subtitles import render_subrip, render_web_vtt
from scribe_contracts.transcript import Segment, Speaker, Transcript


def words_of(given_: Transcript) -> Counter[str]:
    return Counter(word for segment in given_.segments for word in segment.text.split())


@given(transcripts())
def test_subrip_holds_each_word_once_and_in_time(given_: Transcript) -> None:
    subtitles = list(srt.parse(render_subrip(document(given_))))
    texts = [re.sub(r"^[^:]{1,41}:\s?", "", subtitle.content, count=1) for subtitle in subtitles]
    assert Counter(word for text in texts for word in text.split()) == words_of(given_)
    assert all(earlier.start <= later.start for earlier, later in pairwise(subtitles))
    assert all(timedelta() < s.end - s.start <= timedelta(seconds=MAX_SECONDS + 0.001) for s in subtitles)
    assert [s.index for s in subtitles] == list(range(1, len(subtitles) + 1))


@given(transcripts())
def test_web_vtt_holds_each_word_once_and_in_time(given_: Transcript) -> None:
    captions = webvtt.from_string(render_web_vtt(document(given_))).captions
    texts = [html.unescape(caption.text) for caption in captions]
    assert Counter(word for text in texts for word in text.split()) == words_of(given_)
    assert all(earlier.start_in_seconds <= later.start_in_seconds for earlier, later in pairwise(captions))
    assert all(caption.start < caption.end for caption in captions)
    assert all(caption.voice for caption in captions)


@given(transcripts())
def test_cues_are_short_enough_to_read(given_: Transcript) -> None:
    for named in (True, False):
        for cue in cut_cues(document(given_), named=named):
            assert 1 <= len(cue.lines) <= MAX_LINES
            assert all(len(line) <= MAX_LINE_LENGTH or " " not in line for line in cue.lines)


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


def test_scripts_without_spaces_are_wrapped_between_words() -> None:
    said = make_segment(0, "S", 0.0, " ".join(["会議"] * 30), seconds=0.1, join="")
    (cue,) = cut_cues(document(transcript((said,), ())), named=False)
    assert cue.lines == ["会議" * 21, "会議" * 9]


def test_an_edited_text_keeps_the_times_of_the_segment() -> None:
    said = make_segment(0, "S", 10.0, "Good morning Steve").model_copy(update={"text": "Good evening dear Steve"})
    made = split_segment(said)
    assert [piece.text.strip() for piece in made] == ["Good", "evening", "dear", "Steve"]
    assert (made[0].start, round(made[-1].end, 6)) == (said.start, said.end)


def test_a_very_long_name_leaves_room_for_words() -> None:
    said = dialogue().model_copy(update={"speakers": (Speaker(id="SPEAKER_00", name="N" * 200, speech_seconds=1),)})
    first = next(srt.parse(render_subrip(document(said))))
    assert first.content == f"{'N' * 40}…:\nGood morning, Steve."
