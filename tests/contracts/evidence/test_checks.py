"""Checks of sentences against what was said."""

import pytest

from scribe_contracts.evidence.checks import Doubt, adding_turns, best_turns, doubts, neighbors
from scribe_contracts.evidence.turns import NumberedTurn


def turn(number: int, text: str, speaker: str = "Katie") -> NumberedTurn:
    return NumberedTurn(number, speaker, float(number), number + 1.0, text, (number,))


SAID = [
    turn(1, "Bonjour Paul. Alors, le budget : on passe à douze mille cinq cents euros pour le lot Delta."),
    turn(2, "D'accord, je valide. Je rédige le devis pour vendredi.", "Paul"),
    turn(3, "We keep the old supplier until the end of March, that is 15 percent cheaper."),
    turn(4, "Il fait beau aujourd'hui."),
]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Le budget du lot Delta passe à 12 500 euros.", [1]),
        ("Paul rédige le devis pour vendredi.", [2]),
        ("The old supplier is kept until the end of March, 15% cheaper.", [3]),
        ("Paul said « je valide » and writes the devis.", [2]),
        ("Katie annonce un budget de 12.500 euros.", [1]),
    ],
)
def test_what_was_said_passes(text: str, cited: list[int]) -> None:
    assert doubts(text, [SAID[number - 1] for number in cited]) == ()


@pytest.mark.parametrize(
    ("text", "cited", "doubt"),
    [
        ("Le budget du lot Delta passe à 15 500 euros.", [1], Doubt.NUMBER_NOT_SAID),
        ("Le budget du lot Omega passe à 12 500 euros.", [1], Doubt.NAME_NOT_SAID),
        ("Le budget de Martin pour le lot Delta augmente.", [1], Doubt.NAME_NOT_SAID),
        ("Le devis de vendredi est rédigé par Paul : « je refuse tout ».", [2], Doubt.QUOTE_NOT_SAID),
        ("Martin valide le devis pour vendredi.", [2], Doubt.NAME_NOT_SAID),
        ("Martin will keep the old supplier until the end of March.", [3], Doubt.NAME_NOT_SAID),
        ("Le recrutement des stagiaires commence.", [1], Doubt.LITTLE_SHARED),
        ("The supplier is 20 percent cheaper until the end of March.", [3], Doubt.NUMBER_NOT_SAID),
        ("Le budget du lot Delta est validé.", [4], Doubt.LITTLE_SHARED),
    ],
)
def test_what_was_not_said_is_doubted_with_the_reason(text: str, cited: list[int], doubt: Doubt) -> None:
    assert doubt in doubts(text, [SAID[number - 1] for number in cited])


def test_a_sentence_without_evidence_is_doubted() -> None:
    assert doubts("Anything.", []) == (Doubt.NO_EVIDENCE,)


def test_a_participant_may_be_named_without_being_said() -> None:
    text = "Demander à Steve le budget du lot Delta."
    assert doubts(text, [SAID[0]]) == (Doubt.NAME_NOT_SAID,)
    assert doubts(text, [SAID[0]], participants=["Steve Martin"]) == ()


def test_a_name_may_stand_in_the_turn_before() -> None:
    text = "Le devis est à rédiger pour Delta, vendredi."
    assert doubts(text, [SAID[1]]) == (Doubt.NAME_NOT_SAID,)
    assert doubts(text, [SAID[1]], around=neighbors(SAID, [SAID[1]])) == ()


def test_what_stands_in_a_name_was_not_said() -> None:
    """Anybody may name a speaker: a sentence there is no evidence."""
    named = turn(6, "The weather is fine.", "Eve is paid 9,000 euros")
    assert doubts("Eve is paid 9,000 euros.", [named]) == (Doubt.NUMBER_NOT_SAID, Doubt.LITTLE_SHARED)
    assert doubts("Eve is paid.", [named]) == (Doubt.LITTLE_SHARED,)
    assert doubts("Speaker 2 says that the weather is fine.", [turn(7, named.text, "Speaker 2")]) == ()


def test_the_likeliest_turn_is_found_again() -> None:
    assert [found.number for found in best_turns("The supplier is kept until March", SAID)] == [3]


def test_turns_whose_words_others_hold_add_nothing() -> None:
    chatter = turn(5, "The supplier.")
    assert adding_turns("The old supplier is kept until the end of March.", [SAID[3], chatter, SAID[2]]) == [SAID[2]]
    both = [SAID[1], SAID[2]]
    assert adding_turns("Paul rédige le devis; the old supplier is kept.", both) == both
    assert adding_turns("Zebras whistle.", both) == []
