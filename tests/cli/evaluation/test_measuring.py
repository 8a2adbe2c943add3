"""Figures with answers known by hand."""

from uuid import UUID

import pytest

from cli.evaluation.measuring import measure
from cli.evaluation.passages import Passage, passages, worst
from cli.evaluation.references import Reference, Turn, Utterance
from cli.evaluation.scores import Rate, Score, Speakers, pool
from cli.evaluation.tokens import heard_tokens, said_tokens
from cli.scoring.words import align
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript, Word


def transcript(*said: tuple[str, str], names: dict[str, str] | None = None) -> Transcript:
    """Return a transcript of (speaker, words), one word a second."""
    segments, clock = [], 0.0
    for number, (speaker, text) in enumerate(said):
        words = [
            Word(start=clock + place, end=clock + place + 1, text=f" {word}", probability=1, speaker=speaker)
            for place, word in enumerate(text.split())
        ]
        end = clock + len(words)
        segments.append(Segment(id=number, speaker=speaker, start=clock, end=end, text=text, words=tuple(words)))
        clock = end
    people = [
        Speaker(id=each, name=(names or {}).get(each), speech_seconds=1) for each in sorted({who for who, _ in said})
    ]
    return Transcript(
        meeting_id=UUID(int=1),
        language="en",
        language_probability=1,
        duration=clock,
        models=Models(diarization="d", identification="i", transcription="t"),
        speakers=tuple(people),
        segments=tuple(segments),
    )


def score(
    reference: Reference, heard: Transcript, turns: tuple[Turn, ...] = (), known: frozenset[str] = frozenset()
) -> Score:
    said, found = said_tokens(reference.utterances), heard_tokens(heard)
    steps = list(align([token.text for token in said], [token.text for token in found]))
    return measure(reference, heard, turns, known, (said, found, steps))


def test_a_perfect_transcript_has_no_errors() -> None:
    turns = (Turn("Zoë", 0, 3), Turn("Jean", 3, 5))
    reference = Reference([Utterance("Bonjour, à tous.", "Zoë", 0, 3), Utterance("C'est bon !", "Jean", 3, 5)], turns)
    found = score(reference, transcript(("S0", "bonjour à tous"), ("S1", "c'est bon")), turns)
    assert found.wer == found.cpwer == Rate(errors=0, total=6)
    assert found.der == Rate(errors=0, total=5)
    assert found.speakers == Speakers(true=2, found=2)
    assert (found.wrong_names, found.no_name) == (None, None)


def test_words_of_another_person_count_for_cpwer_and_der_only() -> None:
    reference = Reference([Utterance("a b c", "Zoë"), Utterance("d e", "Jean")], [Turn("Z", 0, 3), Turn("J", 3, 5)])
    found = score(reference, transcript(("S0", "a b"), ("S1", "c d e")), (Turn("S0", 0, 2), Turn("S1", 2, 5)))
    assert found.wer == Rate(errors=0, total=5)
    assert found.cpwer == Rate(errors=2, total=5)
    assert found.der == Rate(errors=1, total=5)


def test_plain_text_gives_word_errors_alone() -> None:
    found = score(Reference([Utterance("a b c d")]), transcript(("S0", "a x c")))
    assert found == Score(wer=Rate(errors=2, total=4))


def test_turns_alone_give_no_word_errors() -> None:
    found = score(Reference(turns=[Turn("A", 0, 4)]), transcript(("S0", "a b")), (Turn("S0", 0, 5),))
    assert found == Score(der=Rate(errors=1, total=4), speakers=Speakers(true=1, found=1))


def test_a_second_of_one_person_counts_once_however_many_utterances_have_it() -> None:
    said = [Turn("A", 0, 6), Turn("A", 4, 10), Turn("B", 9, 12)]
    found = score(Reference(turns=said), transcript(("S0", "a")), (Turn("S0", 0, 10), Turn("S1", 9, 12)))
    assert found.der == Rate(errors=0, total=13)


def test_wrong_names_are_words_under_the_name_of_somebody_else() -> None:
    reference = Reference([Utterance("a b", "Katie Jones"), Utterance("d e f", "Steve"), Utterance("g", "guest")])
    heard = transcript(("S0", "a b d"), ("S1", "e x g"), names={"S0": "katie  jones"})
    found = score(reference, heard, known=frozenset({"Katie Jones", "Steve"}))
    assert found.wrong_names == Rate(errors=1, total=6)
    assert found.no_name == Rate(errors=2, total=5)


def test_names_are_one_however_their_accents_are_written() -> None:
    heard = transcript(("S0", "a"), names={"S0": "Zoe\N{COMBINING DIAERESIS}"})
    found = score(Reference([Utterance("a", "zoë")]), heard, known=frozenset({"Zoë"}))
    assert found.wrong_names == Rate(errors=0, total=1)


def test_names_are_not_judged_where_the_reference_names_nobody_enrolled() -> None:
    heard = transcript(("S0", "a"), names={"S0": "Katie"})
    found = score(Reference([Utterance("a", "A")]), heard, known=frozenset({"Katie"}))
    assert found.wrong_names is None


def test_all_words_weigh_the_same_together() -> None:
    both = pool(
        [
            Score(wer=Rate(errors=1, total=1), speakers=Speakers(true=2, found=2)),
            Score(wer=Rate(errors=0, total=9), speakers=Speakers(true=2, found=3)),
            Score(der=Rate(errors=1, total=4)),
        ]
    )
    assert both.wer is not None
    assert both.wer.rate == pytest.approx(0.1)
    assert both.speakers == Speakers(true=2, found=1)
    assert (both.der, both.cpwer) == (Rate(errors=1, total=4), None)
    assert Rate(errors=2, total=0).rate is None


def listen(reference: list[Utterance], heard: Transcript) -> list[Passage]:
    said, found = said_tokens(reference), heard_tokens(heard)
    steps = list(align([token.text for token in said], [token.text for token in found]))
    return list(passages("call.wav", said, found, steps, heard.duration))


def test_a_passage_has_its_time_and_both_texts_as_written() -> None:
    good, bad = "one two three four five six seven eight", "Peut-être nine ten eleven twelve thirteen fourteen."
    heard = transcript(("S0", good), ("S0", "peut-être mine tan eleven twelve thirteen fourteen"))
    (passage,) = listen([Utterance(good), Utterance(bad)], heard)
    assert (passage.place.start, passage.place.end, passage.place.errors) == (8.0, 15.0, 2)
    assert (passage.said, passage.heard) == (bad, "peut-être mine tan eleven twelve thirteen fourteen")


def test_what_nobody_heard_lies_between_its_neighbours() -> None:
    lost = "this was never heard by anybody at all"
    reference = [Utterance("a b c d e f g h"), Utterance(lost), Utterance("i j k l m n o p")]
    (passage,) = listen(reference, transcript(("S0", "a b c d e f g h i j k l m n o p")))
    assert (passage.place.start, passage.place.end, passage.place.errors) == (8.0, 8.0, 8)
    assert (passage.said, passage.heard) == (lost, "")


def test_a_time_of_the_reference_says_where_it_is() -> None:
    (passage,) = listen([Utterance("nobody heard this", "Zoë", 40, 42)], transcript())
    assert (passage.place.start, passage.place.end) == (40, 42)


def test_the_five_with_most_errors_are_kept_worst_first() -> None:
    said = [Utterance(" ".join(["x"] * 8)) for _ in range(7)]
    heard = transcript(*[("S0", " ".join(["y"] * bad + ["x"] * (8 - bad))) for bad in (1, 2, 3, 4, 5, 6, 7)])
    found = worst(listen(said, heard))
    assert [passage.place.errors for passage in found] == sorted((p.place.errors for p in found), reverse=True)
    assert len(found) == 5
