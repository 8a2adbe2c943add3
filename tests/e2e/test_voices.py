"""People whose voices are known are named; others are not."""

from pathlib import Path

from product import Product
from recordings import compose_conversation, utterance
from user import Json, User

ANN, BEN = 1688, 1998
"""Two readers."""


def names(transcript: Json) -> list[str | None]:
    """In the order in which they are first heard."""
    speakers = {speaker["id"]: speaker["name"] for speaker in transcript["speakers"]}
    return list(dict.fromkeys(speakers[segment["speaker"]] for segment in transcript["segments"]))


def test_a_voice_is_recognised_be_it_from_a_recording_or_from_a_meeting(
    product: Product, user: User, tmp_path: Path
) -> None:
    ann = user.enrol("Ann", utterance(ANN, 0), utterance(ANN, 1))
    said = [utterance(ANN, 3), utterance(BEN, 3), utterance(ANN, 6), utterance(BEN, 6)]
    first = user.upload(compose_conversation(tmp_path / "first.wav", *said))
    transcript = user.transcript(first)
    assert names(transcript) == ["Ann", None]
    [known] = [speaker for speaker in transcript["speakers"] if speaker["name"]]
    assert known["voice_id"] == ann["id"]

    [unknown] = [speaker["id"] for speaker in transcript["speakers"] if speaker["name"] is None]
    ben = user.enrol_speaker(first, unknown, "Ben")
    assert ben["samples"][0]["duration"] > 5

    said = [utterance(BEN, 1), utterance(ANN, 4), utterance(BEN, 4), utterance(ANN, 7)]
    second = user.upload(compose_conversation(tmp_path / "second.wav", *said))
    transcript = user.transcript(second)
    assert names(transcript) == ["Ben", "Ann"]
    assert {speaker["voice_id"] for speaker in transcript["speakers"]} == {ann["id"], ben["id"]}
    assert names(user.read(f"meetings/{first}/transcript")) == ["Ann", None]
