"""Words meet turns."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.services import fusion
from scribe_contracts.artefacts import Identification, IdentifiedSpeaker, SpokenWord, Turn


def word(text: str, start: float, end: float, speaker: str | None = None) -> SpokenWord:
    return SpokenWord(start=start, end=end, text=text, probability=0.9, speaker=speaker)


def turn(speaker: str, start: float, end: float) -> Turn:
    return Turn(speaker=speaker, start=start, end=end)


A, B = "SPEAKER_00", "SPEAKER_01"


def test_a_word_goes_to_whoever_is_heard_for_most_of_it() -> None:
    assert fusion.assign_speakers([word(" hello", 0.8, 1.6)], [turn(A, 0, 1), turn(B, 1, 3)]) == [B]


def test_turns_of_one_speaker_count_together() -> None:
    turns = [turn(A, 0, 0.4), turn(B, 0.4, 0.9), turn(A, 0.9, 1.4)]

    assert fusion.assign_speakers([word(" hello", 0.0, 1.4)], turns) == [A]


def test_overlapped_speech_stays_with_the_one_who_was_speaking() -> None:
    turns = [turn(A, 0, 2), turn(B, 1, 3)]

    assert fusion.assign_speakers([word(" I", 0.1, 0.9), word(" think", 1.2, 1.6)], turns) == [A, A]


def test_a_word_outside_every_turn_goes_to_the_nearest() -> None:
    turns = [turn(A, 0, 1), turn(B, 5, 6)]

    assert fusion.assign_speakers([word(" well", 1.5, 1.8), word(" so", 4.5, 4.8)], turns) == [A, B]


def test_a_long_early_turn_may_be_the_nearest() -> None:
    turns = [turn(A, 0, 100), turn(B, 1, 2), turn(B, 200, 201)]

    assert fusion.assign_speakers([word(" bye", 101, 101.5)], turns) == [A]


def test_without_turns_one_speaker_says_everything() -> None:
    (segment,) = fusion.segments([word(" hello", 0, 1)], [])

    assert segment.speaker == "SPEAKER_00"


def test_sentences_are_cut_where_the_speaker_changes() -> None:
    words = [word(" Good", 0, 0.3), word(" morning", 0.3, 0.9), word(" Hello", 1.1, 1.5), word(" Katie.", 1.5, 1.9)]

    first, second = fusion.segments(words, [turn(A, 0, 1), turn(B, 1, 2)])

    assert (first.speaker, first.text) == (A, "Good morning")
    assert (second.speaker, second.text) == (B, "Hello Katie.")


def test_sentences_are_cut_at_their_ends_and_at_long_pauses() -> None:
    words = [word(" Yes.", 0, 0.3), word(" I", 0.4, 0.5), word(" see", 0.5, 0.8), word(" him", 4.0, 4.2)]

    assert [segment.text for segment in fusion.segments(words, [turn(A, 0, 5)])] == ["Yes.", "I see", "him"]


def test_a_channel_s_speaker_is_not_questioned() -> None:
    assert fusion.assign_speakers([word(" yes", 0, 1, speaker=B)], [turn(A, 0, 1)]) == [B]


def test_speakers_are_named_where_the_voice_is_known() -> None:
    voice = uuid4()
    known = IdentifiedSpeaker(speaker=A, name="Katie", voice_id=voice, similarity=0.8)
    unknown = IdentifiedSpeaker(speaker=B, name=None, voice_id=None, similarity=0.3)
    identification = Identification(fingerprint="f", model="m", threshold=0.5, margin=0.1, speakers=(known, unknown))

    first, second = fusion.speakers([turn(A, 0, 1.5), turn(B, 2, 3), turn(A, 4, 5)], identification, [])

    assert (first.name, first.voice_id, first.similarity, first.speech_seconds) == ("Katie", voice, 0.8, 2.5)
    assert (second.name, second.similarity) == (None, None)


times = st.floats(min_value=0, max_value=60, allow_nan=False).map(lambda seconds: round(seconds, 2))
spans = st.tuples(times, st.floats(min_value=0, max_value=5).map(lambda seconds: round(seconds, 2)))
turns_strategy = st.lists(
    st.builds(lambda span, who: turn(f"SPEAKER_{who:02d}", span[0], span[0] + span[1]), spans, st.integers(0, 3)),
    max_size=20,
)
words_strategy = st.lists(
    st.builds(
        lambda span, text: word(f" {text}", span[0], span[0] + span[1]),
        spans,
        st.sampled_from(["yes", "no.", "l'eau", "what?", "…", "well,"]),
    ),
    max_size=40,
).map(lambda words: sorted(words, key=lambda each: (each.start, each.end)))


@given(words=words_strategy, turns=turns_strategy)
def test_no_word_is_lost_or_repeated(words: list[SpokenWord], turns: list[Turn]) -> None:
    segments = fusion.segments(words, turns)

    told = [(each.start, each.end, each.text) for segment in segments for each in segment.words]
    assert told == [(each.start, each.end, each.text.strip()) for each in words]
    assert [segment.id for segment in segments] == list(range(len(segments)))
    assert all({each.speaker for each in segment.words} == {segment.speaker} for segment in segments)
    assert all(segment.text == " ".join(each.text for each in segment.words) for segment in segments)


@given(words=words_strategy, turns=turns_strategy)
def test_a_word_is_only_given_to_a_speaker_who_overlaps_it_most(words: list[SpokenWord], turns: list[Turn]) -> None:
    for each, speaker in zip(words, fusion.assign_speakers(words, turns), strict=True):
        shared = {
            label: sum(max(0.0, min(t.end, each.end) - max(t.start, each.start)) for t in turns if t.speaker == label)
            for label in {t.speaker for t in turns}
        }
        most = max(shared.values(), default=0.0)
        if most > 0:
            assert shared[speaker] >= most - 1e-6
