"""The product from the outside: real services, real models, nothing but the command line, the API and S3."""

import random
import subprocess
from pathlib import Path

from product import Product
from recordings import utterance
from tests_data import sample
from user import MAX_JOB_SECONDS, User

from scribe_contracts.transcript import Transcript

DELIVERED = (
    "uploads/{id}/source",
    "processed/{id}/manifest.json",
    "processed/{id}/diarization.json",
    "processed/{id}/identification.json",
    "processed/{id}/transcription.json",
    "processed/{id}/transcript.json",
    "processed/{id}/audio.m4a",
    "processed/{id}/peaks.json",
)


def delivered(meeting_id: str) -> set[str]:
    """Everything that a transcribed meeting leaves in storage."""
    return {key.format(id=meeting_id) for key in DELIVERED}


def test_the_command_line_says_who_said_what(product: Product, user: User, tmp_path: Path) -> None:
    json_out, rttm_out = tmp_path / "out.json", tmp_path / "out.rttm"
    line, environment = product.command(user, sample("wav"), "--json", json_out, "--rttm", rttm_out)

    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False, timeout=MAX_JOB_SECONDS)

    assert done.returncode == 0, done.stderr
    transcript = Transcript.model_validate_json(json_out.read_text())
    assert [speaker.id for speaker in transcript.speakers] == ["SPEAKER_00", "SPEAKER_01"]
    assert transcript.language == "en"
    lines = done.stdout.splitlines()
    assert len(lines) == len(transcript.segments)
    assert all(segment.text.strip() in line for segment, line in zip(transcript.segments, lines, strict=True))
    assert {line.split("  ")[1] for line in lines} == {"Speaker 1", "Speaker 2"}
    turns = [row.split() for row in rttm_out.read_text().splitlines()]
    assert {turn[0] for turn in turns} == {"SPEAKER"}
    assert all(float(turn[3]) >= 0 and float(turn[3]) + float(turn[4]) <= transcript.duration + 0.1 for turn in turns)
    assert len({turn[7] for turn in turns}) == 2
    assert user.meetings() == [str(transcript.meeting_id)]


def test_users_do_not_see_the_meetings_of_others(product: Product, user: User, dialogue: Path) -> None:
    other = product.new_user()
    mine, theirs = user.upload(dialogue), other.upload(dialogue)

    assert user.transcript(mine)["meeting_id"] == mine
    assert other.transcript(theirs)["meeting_id"] == theirs

    assert (user.meetings(), other.meetings()) == ([mine], [theirs])
    for path in ("", "/transcript", "/manifest", "/events", "/audio", "/peaks", "/export/txt"):
        assert other.http.get(f"meetings/{mine}{path}").status_code == 404, path
    assert other.http.post(f"meetings/{mine}/retry").status_code == 404
    assert other.http.delete(f"meetings/{mine}").status_code == 404
    assert user.read(f"meetings/{mine}")["status"] == "completed"


def test_a_file_that_is_no_recording_fails_in_plain_words_and_the_queue_goes_on(
    product: Product, user: User, dialogue: Path, tmp_path: Path
) -> None:
    noise = tmp_path / "minutes.mp3"
    noise.write_bytes(random.Random(7).randbytes(50_000))

    bad, good = user.upload(noise), user.upload(dialogue)

    final = user.wait_for_end(bad)
    assert final["status"] == "failed"
    assert final["failure"]["code"] == "unreadable_media"
    assert final["failure"]["message"][0].isupper()
    assert final["failure"]["message"].endswith(".")
    assert user.transcript(good)["segments"]
    assert product.stored(bad) == {f"uploads/{bad}/source"}
    assert product.stored(good) == delivered(good)
    assert product.work_files() == []


def test_a_document_is_refused_before_it_is_stored(product: Product, user: User, tmp_path: Path) -> None:
    document = tmp_path / "minutes.wav"
    document.write_bytes(b"%PDF-1.7\n" + bytes(10_000))
    before = product.stored()

    answer = user.http.post("process", files={"file": (document.name, document.read_bytes())})

    assert answer.status_code == 415
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert user.meetings() == []
    assert product.stored() == before


def test_storage_holds_what_was_promised_and_nothing_after_a_deletion(
    product: Product, user: User, dialogue: Path, tmp_path: Path
) -> None:
    guest = tmp_path / "Guest.flac"
    guest.write_bytes(utterance(1688, 0).read_bytes())
    before = product.stored()

    meeting_id = user.upload(dialogue, guest)
    user.transcript(meeting_id)

    made = product.stored() - before
    voices = {key for key in made if key.startswith("voices/")}
    assert made - voices == delivered(meeting_id)
    [voice_id] = {key.split("/")[1] for key in voices}
    assert voices == {f"voices/{voice_id}/samples/0", f"voices/{voice_id}/campplus-zh-en-common.npy"}
    assert product.work_files() == []

    assert user.http.delete(f"meetings/{meeting_id}").status_code == 204

    assert product.stored() == before
    assert user.meetings() == []
