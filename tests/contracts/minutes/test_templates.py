"""Templates that the product brings."""

import pytest

from scribe_contracts.minutes.templates import BuiltIn, built_in, in_english


@pytest.mark.parametrize("name", BuiltIn)
def test_a_built_in_template_is_wholly_in_its_language(name: BuiltIn) -> None:
    french, english = built_in(name, "fr"), built_in(name, "en")
    assert [section.key for section in french.sections] == [section.key for section in english.sections]
    assert all(
        ours.instructions != theirs.instructions for ours, theirs in zip(french.sections, english.sections, strict=True)
    )


def test_any_other_language_is_served_in_english() -> None:
    assert built_in(BuiltIn.INTERVIEW, "de") == built_in(BuiltIn.INTERVIEW, "en")


@pytest.mark.parametrize("name", BuiltIn)
def test_instructions_that_the_product_brings_are_known_in_english(name: BuiltIn) -> None:
    for ours, theirs in zip(built_in(name, "fr").sections, built_in(name, "en").sections, strict=True):
        assert in_english(ours.instructions) == in_english(theirs.instructions) == theirs.instructions


def test_other_instructions_stay_as_they_are() -> None:
    assert in_english("Les risques, un par ligne.") == "Les risques, un par ligne."
