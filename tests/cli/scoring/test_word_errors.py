"""Errors of words, with answers known by hand."""

from hypothesis import given
from hypothesis import strategies as st

from cli.scoring.words import Step, align, cp_errors, word_errors

WORDS = st.lists(st.sampled_from("abc"), max_size=12)


def test_substituted_deleted_and_inserted_words() -> None:
    assert word_errors(list("abcd"), list("axcde")) == 2
    assert word_errors([], ["a", "b"]) == 2
    assert word_errors(["a", "b"], []) == 2


def test_an_alignment_names_what_goes_together() -> None:
    assert list(align(list("abcd"), list("axc"))) == [
        Step(0, 0, wrong=False),
        Step(1, 1, wrong=True),
        Step(2, 2, wrong=False),
        Step(3, None, wrong=True),
    ]


@given(WORDS, WORDS)
def test_an_alignment_has_each_word_once_in_order_and_as_many_errors(said: list[str], heard: list[str]) -> None:
    steps = list(align(said, heard))
    assert [step.said for step in steps if step.said is not None] == list(range(len(said)))
    assert [step.heard for step in steps if step.heard is not None] == list(range(len(heard)))
    assert sum(step.wrong for step in steps) == word_errors(said, heard)


def test_people_are_matched_at_the_least_cost() -> None:
    truth = {"anna": list("abc"), "bruno": list("de")}
    assert cp_errors(truth, {"S1": list("de"), "S0": list("abc")}) == 0
    assert cp_errors(truth, {"S0": list("ab"), "S1": list("cde")}) == 2
    assert cp_errors(truth, {"S0": list("abcde")}) == 4
    assert cp_errors(truth, {"S0": list("abc"), "S1": list("de"), "S2": ["f"]}) == 1
    assert cp_errors({}, {}) == 0
