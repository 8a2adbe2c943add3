"""The fields of an upload."""

import pytest

from app.core.errors import InvalidError
from app.schemas.process import ProcessFields
from scribe_contracts.jobs import Channels, ProcessingOptions, SpeakerCount


def test_nothing_is_required() -> None:
    fields = ProcessFields.parse({"title": "", "speakers": " ", "channels": ""})
    assert fields.title is None
    assert fields.options() == ProcessingOptions()


def test_values_become_options() -> None:
    fields = ProcessFields.parse(
        {"title": " Weekly ", "language": "FR", "speakers": "3", "hotwords": "Katie", "channels": "separate"}
    )
    assert fields.title == "Weekly"
    assert fields.options() == ProcessingOptions(
        language="fr", speakers=SpeakerCount(exact=3), hotwords="Katie", channels=Channels.SEPARATE
    )


def test_a_name_is_for_the_first_of_several_channels() -> None:
    named = ProcessFields.parse({"first_channel": " Zoé ", "channels": "separate"})
    assert named.options() == ProcessingOptions(channels=Channels.SEPARATE, first_channel="Zoé")
    assert ProcessFields.parse({"first_channel": "Zoé"}).options() == ProcessingOptions()


def test_a_worker_of_the_version_before_can_read_options_without_a_name() -> None:
    assert "first_channel" not in ProcessingOptions(channels=Channels.SEPARATE).model_dump()


def test_every_wrong_field_is_named() -> None:
    with pytest.raises(InvalidError) as caught:
        ProcessFields.parse({"language": "français", "speakers": "0", "max_speakers": "x"})
    assert [error.field for error in caught.value.errors] == ["language", "speakers", "max_speakers"]


def test_contradicting_fields_are_explained() -> None:
    with pytest.raises(InvalidError, match="not both"):
        ProcessFields.parse({"speakers": "2", "max_speakers": "3"})
