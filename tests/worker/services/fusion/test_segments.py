"""Words become sentences."""

from uuid import uuid4

from hypothesis import given
from support.speech import A, B, turn, turns_strategy, word, words_strategy

from app.services.fusion.attribution import by_turns
from app.services.fusion.segments import build_segments, describe_speakers
from scribe_contracts.artefacts import Identification, IdentifiedSpeaker, SpokenWord, Turn


def test_sentences_are_cut_where_the_speaker_changes() -> None:
    words = [word(" Good", 0, 0.3), word(" morning", 0.3, 0.9), word(" Hello", 1.1, 1.5), word(" Katie.", 1.5, 1.9)]

    first, second = build_segments(words, [A, A, B, B], [], "en")

    assert (first.speaker, first.text) == (A, "Good morning")
    assert (second.speaker, second.text) == (B, "Hello Katie.")


def test_sentences_are_cut_at_their_ends_and_at_long_pauses() -> None:
    words = [word(" Yes.", 0, 0.3), word(" I", 0.4, 0.5), word(" see", 0.5, 0.8), word(" him", 4.0, 4.2)]

    assert [segment.text for segment in build_segments(words, [A] * 4, [], "en")] == ["Yes.", "I see", "him"]


def test_no_sentence_runs_from_one_recording_into_the_next() -> None:
    words = [word(" I", 2.0, 2.4), word(" see", 2.5, 2.9), word(" Hello", 3.1, 3.5), word(" all", 3.6, 3.9)]

    assert [segment.text for segment in build_segments(words, [A] * 4, [], "en", joins=[3.0])] == ["I see", "Hello all"]


def test_two_who_speak_at_once_on_channels_of_their_own_are_two_sentences() -> None:
    """Two readers; each one's words lie between the other's."""
    words = sorted(
        [word(f" one{n}", n * 0.4, n * 0.4 + 0.35, A) for n in range(8)]
        + [word(f" two{n}", n * 0.4 + 0.2, n * 0.4 + 0.55, B) for n in range(8)],
        key=lambda each: each.start,
    )

    segments = build_segments(words, [each.speaker or "" for each in words], [], "en")

    assert [(each.speaker, len(each.words), each.start) for each in segments] == [(A, 8, 0.0), (B, 8, 0.2)]


def test_a_word_said_over_another_does_not_cut_the_sentence() -> None:
    words = [word(" I", 0, 0.3), word(" think", 0.3, 0.8), word(" Yes.", 0.7, 1.0), word(" so.", 1.1, 1.4)]

    segments = build_segments(words, [A, A, B, A], [turn(A, 0, 1.4), turn(B, 0.7, 1.0)], "en")

    assert [(each.speaker, each.text) for each in segments] == [(A, "I think so."), (B, "Yes.")]


def test_text_without_capitals_is_cut_at_its_full_stops() -> None:
    words = [
        word(" I", 0, 0.2),
        *(word(f" w{n}" + "." * (n % 6 == 5), n * 0.4 + 0.3, n * 0.4 + 0.6) for n in range(600)),
    ]

    segments = build_segments(words, [A] * len(words), [], "en")

    assert max(segment.end - segment.start for segment in segments) < 10
    assert len(segments) > 80


def test_minutes_without_punctuation_are_cut_at_the_longest_silences() -> None:
    """A word each 0.4 s, with a breath after every fiftieth and a comma after every twenty-fifth."""
    starts = [n * 0.4 + n // 50 * 0.5 for n in range(600)]
    words = [word(f" w{n}" + "," * (n % 50 == 24), start, start + 0.4) for n, start in enumerate(starts)]

    segments = build_segments(words, [A] * len(words), [], "en")

    assert all(10 < segment.end - segment.start <= 40 for segment in segments)
    assert all((int(segment.words[0].text.strip("w,")) % 25) == 0 for segment in segments)


def test_an_answer_in_a_silence_of_the_other_cuts_the_sentence() -> None:
    words = [word(" Tomorrow", 0, 0.6), word(" Monday?", 0.8, 1.3), word(" Monday,", 1.5, 1.9), word(" yes.", 1.9, 2.1)]
    turns = [turn(A, 0, 0.6), turn(B, 0.8, 1.3), turn(A, 1.5, 2.1)]

    segments = build_segments(words, [A, B, A, A], turns, "en")

    assert [(each.speaker, each.text) for each in segments] == [(A, "Tomorrow"), (B, "Monday?"), (A, "Monday, yes.")]


def test_speakers_are_named_where_the_voice_is_known() -> None:
    voice = uuid4()
    known = IdentifiedSpeaker(speaker=A, name="Katie", voice_id=voice, similarity=0.8)
    unknown = IdentifiedSpeaker(speaker=B, name=None, voice_id=None, similarity=0.3)
    identification = Identification(fingerprint="f", model="m", threshold=0.5, margin=0.1, speakers=(known, unknown))

    first, second = describe_speakers([turn(A, 0, 1.5), turn(B, 2, 3), turn(A, 4, 5)], identification, [])

    assert (first.name, first.voice_id, first.similarity, first.speech_seconds) == ("Katie", voice, 0.8, 2.5)
    assert (second.name, second.similarity) == (None, None)


def test_a_voice_that_is_known_goes_before_a_name_that_was_told() -> None:
    known = IdentifiedSpeaker(speaker=A, name="Katie", voice_id=uuid4(), similarity=0.8)
    identification = Identification(fingerprint="f", model="m", threshold=0.5, margin=0.1, speakers=(known,))
    turns = [turn(A, 0, 1.5), turn(B, 2, 3)]

    def names(suggested: dict[str, str]) -> list[str | None]:
        return [speaker.name for speaker in describe_speakers(turns, identification, [], suggested)]

    assert names({A: "Zoé"}) == ["Katie", None]
    assert names({B: "Zoé"}) == ["Katie", "Zoé"]
    assert names({B: "Katie"}) == ["Katie", None]


@given(words=words_strategy, turns=turns_strategy)
def test_no_word_is_lost_or_repeated(words: list[SpokenWord], turns: list[Turn]) -> None:
    segments = build_segments(words, by_turns(words, turns), turns, "en")

    told = [(each.start, each.end, each.text) for segment in segments for each in segment.words]
    assert sorted(told) == sorted((each.start, each.end, each.text.strip()) for each in words)
    assert [segment.start for segment in segments] == sorted(segment.start for segment in segments)
    assert [segment.id for segment in segments] == list(range(len(segments)))
    assert all({each.speaker for each in segment.words} == {segment.speaker} for segment in segments)
    assert all(segment.text == " ".join(each.text for each in segment.words) for segment in segments)
