"""Test what every contract inherits from the base."""

import pytest
from pydantic import ValidationError

from scribe_contracts.transcript import Word


def test_an_error_names_the_field_and_does_not_show_what_was_said() -> None:
    with pytest.raises(ValidationError) as caught:
        Word.model_validate({"start": "the merger is off", "end": 1.0, "text": "a", "probability": 1.0, "speaker": "b"})

    assert "start" in str(caught.value)
    assert "merger" not in str(caught.value)
