"""Words become sentences."""

from uuid import uuid4

from hypothesis import given
from support.speech import A, B, turn, turns_strategy, word, words_strategy

from app.services.fusion.attribution import by_turns
from app.services.fusion.segments import build_segments, describe_speakers
from scribe_contracts.artefacts import Identification, IdentifiedSpeaker, SpokenWord, Turn


def test_sentences_are_cut_where_the_speaker_changes() -> None:
    words = [word(" Good", 0, 0.3), word(" morning", 0.3, 0.9), word(" Hello", 1.1, 1.5), word(" Katie.", 1.5, 1.9)]

    first, second = build_segments(words, [A, A, B, B])

    assert (first.speaker, first.text) == (A, "Good morning")
    assert (second.speaker, second.text) == (B, "Hello Katie.")


def test_sentences_are_cut_at_their_ends_and_at_long_pauses() -> None:
    words = [word(" Yes.", 0, 0.3), word(" I", 0.4, 0.5), word(" see", 0.5, 0.8), word(" him", 4.0, 4.2)]

    assert [segment.text for segment in build_segments(words, [A] * 4)] == ["Yes.", "I see", "him"]


def test_no_sentence_runs_from_one_recording_into_the_next() -> None:
    words = [word(" I", 2.0, 2.4), word(" see", 2.5, 2.9), word(" Hello", 3.1, 3.5), word(" all", 3.6, 3.9)]

    assert [segment.text for segment in build_segments(words, [A] * 4, joins=[3.0])] == ["I see", "Hello all"]


def test_speakers_are_named_where_the_voice_is_known() -> None:
    voice = uuid4()
    known = IdentifiedSpeaker(speaker=A, name="Katie", voice_id=voice, similarity=0.8)
    unknown = IdentifiedSpeaker(speaker=B, name=None, voice_id=None, similarity=0.3)
    identification = Identification(fingerprint="f", model="m", threshold=0.5, margin=0.1, speakers=(known, unknown))

    first, second = describe_speakers([turn(A, 0, 1.5), turn(B, 2, 3), turn(A, 4, 5)], identification, [])

    assert (first.name, first.voice_id, first.similarity, first.speech_seconds) == ("Katie", voice, 0.8, 2.5)
    assert (second.name, second.similarity) == (None, None)


@given(words=words_strategy, turns=turns_strategy)
def test_no_word_is_lost_or_repeated(words: list[SpokenWord], turns: list[Turn]) -> None:
    segments = build_segments(words, by_turns(words, turns))

    told = [(each.start, each.end, each.text) for segment in segments for each in segment.words]
    assert told == [(each.start, each.end, each.text.strip()) for each in words]
    assert [segment.id for segment in segments] == list(range(len(segments)))
    assert all({each.speaker for each in segment.words} == {segment.speaker} for segment in segments)
    assert all(segment.text == " ".join(each.text for each in segment.words) for segment in segments)
