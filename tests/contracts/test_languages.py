"""Languages that an uploader may name."""

import pytest
from pydantic import ValidationError

from scribe_contracts.jobs import ProcessingOptions


def test_a_language_is_folded_to_its_code() -> None:
    assert ProcessingOptions(language=" FR ").language == "fr"


def test_several_languages_are_a_choice() -> None:
    assert ProcessingOptions(language="FR, en,fr").language == "fr,en"


@pytest.mark.parametrize("language", ["xx", "français", "en-GB", "", ",", "fr,xx"])
def test_a_language_that_nobody_can_transcribe_is_refused(language: str) -> None:
    with pytest.raises(ValidationError, match="must be a code"):
        ProcessingOptions(language=language)
