"""Replacement of words in chosen segments."""

from uuid import UUID

from support.speech import A, B, word

from app.services.transcription.rewording import reword
from scribe_contracts.transcript import Models, Segment, Transcript


def segment(number: int, speaker: str, start: float, end: float, language: str = "en") -> Segment:
    return Segment(id=number, speaker=speaker, start=start, end=end, text="x", words=(), language=language)


def transcript(*segments: Segment) -> Transcript:
    return Transcript(
        meeting_id=UUID(int=1),
        language="en",
        language_probability=0.5,
        duration=60.0,
        models=Models(diarization="d", identification="i", transcription="t"),
        speakers=(),
        segments=segments,
    )


def test_words_go_to_the_segment_in_which_they_lie() -> None:
    before = transcript(segment(0, A, 0, 2), segment(1, B, 2, 4), segment(2, A, 4, 6))
    words = [word(" Sous", 1.9, 2.4), word(" le", 2.4, 2.6), word(" consulat", 4.1, 4.9)]
    after = reword(before, before.segments[1:], words, "fr")
    assert [(one.id, one.text, one.language, one.speaker) for one in after.segments] == [
        (0, "x", "en", A),
        (1, "Sous le", "fr", B),
        (2, "consulat", "fr", A),
    ]
    assert (after.segments[1].start, after.segments[1].end) == (1.9, 2.6)
    assert after.language == "en"


def test_a_segment_without_words_goes() -> None:
    before = transcript(segment(0, A, 0, 2), segment(1, B, 2, 4))
    assert [one.id for one in reword(before, before.segments[1:], [], "fr").segments] == [0]


def test_a_transcript_that_is_all_in_the_language_is_in_it() -> None:
    before = transcript(segment(0, A, 0, 2), segment(1, B, 2, 4, "fr"))
    assert reword(before, before.segments[:1], [word(" Oui.", 0.5, 1)], "fr").language == "fr"


def test_who_speaks_at_the_same_time_on_another_channel_keeps_their_words() -> None:
    before = transcript(segment(0, A, 0, 2), segment(1, B, 0, 2))
    words = [word(" oui", 0.5, 1, A), word(" non", 0.5, 1, B)]
    assert [one.text for one in reword(before, before.segments, words, "fr").segments] == ["oui", "non"]
