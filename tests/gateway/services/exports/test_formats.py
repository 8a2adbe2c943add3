import json
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.transcripts import dialogue, diarization, document

from app.services.exports import ExportFormat, content_disposition, render
from scribe_contracts.transcript import Speaker, Transcript

TURNS = diarization(("SPEAKER_00", 0.5, 1.75), ("SPEAKER_01", 1.5, 3.0), ("SPEAKER_07", 4.0, 4.5))


def test_json_is_the_contract_and_nothing_else() -> None:
    text = render(document(), ExportFormat.JSON)
    assert Transcript.model_validate_json(text) == dialogue()
    assert json.loads(text) == dialogue().model_dump(mode="json")


def test_rttm_names_the_speakers_and_stays_parseable() -> None:
    text = render(document(title="Weekly  review\n"), ExportFormat.RTTM, TURNS)
    assert text.splitlines() == [
        "SPEAKER Weekly_review 1 0.500 1.250 <NA> <NA> Katie_O'Neil_<K> <NA> <NA>",
        "SPEAKER Weekly_review 1 1.500 1.500 <NA> <NA> SPEAKER_01 <NA> <NA>",
        "SPEAKER Weekly_review 1 4.000 0.500 <NA> <NA> SPEAKER_07 <NA> <NA>",
    ]


def test_rttm_keeps_two_people_of_one_name_apart() -> None:
    namesakes = tuple(Speaker(id=f"SPEAKER_0{at}", name="Jo March", speech_seconds=1) for at in range(2))
    said = dialogue().model_copy(update={"speakers": namesakes})
    text = render(document(said), ExportFormat.RTTM, TURNS)
    assert [line.split()[7] for line in text.splitlines()][:2] == ["Jo_March_SPEAKER_00", "Jo_March_SPEAKER_01"]


def test_rttm_without_a_usable_title_is_named_after_the_meeting() -> None:
    text = render(document(title=" \n "), ExportFormat.RTTM, TURNS)
    assert text.split()[1] == str(dialogue().meeting_id)


def test_rttm_needs_a_diarization() -> None:
    with pytest.raises(ValueError, match="diarization"):
        render(document(), ExportFormat.RTTM)


@given(st.text(max_size=300))
def test_download_names_survive_any_title(title: str) -> None:
    header = content_disposition(title, ExportFormat.SRT)
    assert header.isascii()
    assert header.isprintable()
    message = Message()
    message["Content-Disposition"] = header
    name = message.get_filename()
    assert name is not None
    assert name.endswith(".srt")
    assert len(name) > len(".srt")
    assert not set(name) & set('/\\"')


def test_download_names_keep_accents() -> None:
    assert content_disposition("Réunion: été / 1", ExportFormat.MD) == (
        "attachment; filename=\"Reunion ete 1.md\"; filename*=UTF-8''R%C3%A9union%20%C3%A9t%C3%A9%201.md"
    )
    assert "filename=\"transcript.txt\"; filename*=UTF-8''%E4%BC%9A%E8%AD%B0.txt" in content_disposition(
        "会議", ExportFormat.TXT
    )


def test_every_format_has_a_content_type() -> None:
    assert all("/" in export_format.content_type for export_format in ExportFormat)
