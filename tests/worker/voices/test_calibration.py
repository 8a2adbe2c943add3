"""The threshold that is suggested, on voices whose likeness is known."""

import io
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
import soundfile
from rich.console import Console
from support.meetings import models_dir
from tests_data import recording

from app.core.config import WorkerSettings
from app.services.audio.samples import SAMPLE_RATE
from app.services.identification.matching import KnownVoice, identify
from app.services.identification.thresholds import Thresholds, read_thresholds
from app.services.storage.storage import Storage
from app.voices.__main__ import main
from app.voices.calibration import find_threshold, highest_false, point, shortage
from app.voices.enrolled import download_voices, pool_voices
from app.voices.errors import VoicesError
from app.voices.folders import recordings_by_person
from app.voices.people import Person
from app.voices.pieces import cut
from app.voices.report import show_calibration, show_shortage, show_trials
from app.voices.trials import Nearest, run_trials
from scribe_contracts import s3 as connection
from scribe_contracts import storage as keys

SHIPPED = Thresholds(accept=0.55, margin=0.05, source="test")
CAMPPLUS = "campplus-zh-en-common"
DIMENSION = 64


def person(name: str, axis: int, *, pieces: int = 8, likeness: float = 0.8, enrolled: bool = True) -> Person:
    """Somebody whose pieces have a common direction, `axis`, and each one of its own.

    Two pieces of this person have a cosine of `likeness`; a piece and somebody else's voice one of zero.
    """
    vectors = np.zeros((pieces, DIMENSION), dtype=np.float32)
    vectors[:, axis] = np.sqrt(likeness)
    for piece in range(pieces):
        vectors[piece, 16 + (axis * 8 + piece) % 48] = np.sqrt(1 - likeness)
    return Person(name, enrolled=enrolled, pieces=vectors, recordings=(0,) * pieces)


def between(name: str, axis: int, similarity: float, own_axis: int, pieces: int = 10) -> Person:
    """A stranger with that cosine to a pure voice on `axis`."""
    vectors = np.zeros((pieces, DIMENSION), dtype=np.float32)
    vectors[:, axis] = similarity
    vectors[:, own_axis] = np.sqrt(1 - similarity**2)
    return Person(name, enrolled=False, pieces=vectors, recordings=(0,) * pieces)


def pure(name: str, axis: int, own: Sequence[float]) -> Person:
    """An enrolled person with one such piece for each cosine to the common direction, in recordings of their own."""
    vectors = np.zeros((len(own), DIMENSION), dtype=np.float32)
    for piece, similarity in enumerate(own):
        vectors[piece, axis] = similarity
        vectors[piece, 16 + (axis * 8 + piece) % 48] = np.sqrt(1 - similarity**2)
    return Person(name, enrolled=True, pieces=vectors, recordings=tuple(range(len(own))))


def five_voices() -> list[Person]:
    return [person(f"voice {axis}", axis) for axis in range(5)]


def strangers(similarity: float) -> list[Person]:
    return [between(f"stranger {axis}", axis, similarity, 8 + axis) for axis in range(5)]


def test_the_threshold_lies_between_two_distributions_that_are_apart() -> None:
    trials = run_trials([*five_voices(), *strangers(0.4)], alike_from=0.9)

    found = find_threshold(trials, SHIPPED)

    # With eight pieces of cosine 0.8, one piece and the other seven together have 0.8 * 7 / sqrt(7 + 42 * 0.8).
    own = 0.8 * 7 / np.sqrt(7 + 42 * 0.8)
    # A voiceprint of all eight leans from its axis by this much.
    other = 0.4 * np.sqrt(0.8) * 8 / np.sqrt(8 + 56 * 0.8)
    assert {round(trial.own, 3) for trial in trials.known if trial.own is not None} == {round(float(own), 3)}
    assert highest_false(trials, SHIPPED.margin) == pytest.approx(other, abs=1e-3)
    assert found.suggested.false_accepts == found.suggested.false_rejects == 0
    assert found.thresholds.accept == pytest.approx((own + other) / 2, abs=0.02)
    assert found.thresholds.margin == SHIPPED.margin
    assert "40 pieces of 5 voices" in found.thresholds.source


def test_where_they_overlap_no_stranger_is_named_and_as_many_others_as_can_be() -> None:
    weak = [pure(f"voice {axis}", axis, (0.95, 0.95, 0.9, 0.9, 0.6, 0.6)) for axis in range(5)]
    trials = run_trials([*weak, *strangers(0.7)], alike_from=0.95)

    found = find_threshold(trials, SHIPPED)

    assert found.suggested.false_accepts == 0
    assert found.suggested.false_rejects == 10
    likeliest = highest_false(trials, SHIPPED.margin)
    assert likeliest is not None
    assert 0.03 <= found.thresholds.accept - likeliest < 0.15


def test_the_curve_falls_and_rises() -> None:
    curve = find_threshold(run_trials([*five_voices(), *strangers(0.5)], alike_from=0.9), SHIPPED).curve

    false_accepts = [each.false_accepts for each in curve]
    false_rejects = [each.false_rejects for each in curve]
    assert false_accepts == sorted(false_accepts, reverse=True)
    assert false_rejects == sorted(false_rejects)
    assert (false_accepts[0], false_accepts[-1]) == (50, 0)
    assert curve[0].false_accept_rate == pytest.approx(50 / (40 + 40 + 50))


def test_everybody_is_in_turn_a_stranger_to_the_others() -> None:
    trials = run_trials(five_voices(), alike_from=0.9)

    assert (trials.voices, trials.strangers) == (5, 5)
    assert len(trials.known) == len(trials.strange) == 40
    assert shortage(trials) is not None
    assert shortage(run_trials([person(f"voice {axis}", axis, pieces=12) for axis in range(5)], alike_from=0.9)) is None


def test_names_are_given_by_the_rule_of_identification() -> None:
    random = np.random.default_rng(3)
    people = [
        Person(
            f"voice {place}",
            enrolled=place < 4,
            pieces=_units(random.normal(size=DIMENSION) + random.normal(size=(6, DIMENSION))),
            recordings=(0, 0, 0, 1, 1, 1),
        )
        for place in range(9)
    ]
    enrolled = people[:4]
    prints = {each.name: each.voiceprint() for each in enrolled}
    expected = []
    for each in people:
        for piece, embedding in enumerate(each.pieces):
            if each.enrolled:
                own = prints | {each.name: each.voiceprint_without(piece)}
                expected.append(_named(own, embedding))
            expected.append(_named({name: one for name, one in prints.items() if name != each.name}, embedding))

    trials = run_trials(people, alike_from=2.0)

    assert [trial.named(Thresholds(0.3, 0.05, "test")) for trial in trials.all] == expected
    assert 0 < sum(expected) < len(expected)


def _named(prints: dict[str, np.ndarray], embedding: np.ndarray) -> bool:  # type: ignore[type-arg]
    voices = [KnownVoice(uuid4(), name, one) for name, one in prints.items()]
    (speaker,) = identify({"SPEAKER_00": embedding}, voices, Thresholds(0.3, 0.05, "test"))
    return speaker.name is not None


def _units(vectors: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    scaled = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(scaled, dtype=np.float32)


def test_a_piece_is_not_compared_with_the_recording_it_is_of() -> None:
    one = Person("Ann", enrolled=True, pieces=np.eye(4, dtype=np.float32), recordings=(0, 0, 1, 1))

    assert one.voiceprint_without(0) == pytest.approx([0, 0, 0.5**0.5, 0.5**0.5])
    assert one.voiceprint() == pytest.approx([0.5] * 4)


def test_the_same_voice_under_two_names_is_no_rival_and_said() -> None:
    twice = [*five_voices(), person("voice 0 again", 0)]

    trials = run_trials(twice, alike_from=0.9)

    assert trials.alike == (("voice 0 again", "voice 0"),)
    assert {trial.nearest for trial in trials.known} == {Nearest.OWN}
    assert point(trials, 0.5, 0.05).false_accepts == 0


def test_too_few_voices_are_one_sentence_and_change_nothing() -> None:
    few = run_trials([*five_voices()[:2], person("brief", 9, pieces=1), *strangers(0.3)], alike_from=0.9)
    said = io.StringIO()
    console = Console(file=said, width=300)

    show_trials(console, few)
    assert show_shortage(console, few, SHIPPED)

    assert few.too_short == ("brief",)
    assert "Too little speech to be tried (two pieces of 3 s): brief." in said.getvalue()
    assert said.getvalue().splitlines()[-1] == (
        "Too little to calibrate on: 2 of at least 3 enrolled voices with about ten seconds of speech. "
        "The threshold stays what it is: 0.55."
    )


def test_the_report_marks_what_ships_and_what_is_suggested() -> None:
    trials = run_trials([*five_voices(), *strangers(0.4)], alike_from=0.9)
    found = find_threshold(trials, SHIPPED)
    said = io.StringIO()

    show_calibration(Console(file=said, width=120), trials, found, SHIPPED)

    assert f"{found.thresholds.accept:.2f} (suggested)" in said.getvalue()
    assert "0.55 (ships)" in said.getvalue()
    assert "no false accept in 130 trials" in said.getvalue()


def test_recordings_are_cut_in_pieces_of_three_to_five_seconds_without_pauses() -> None:
    speech = np.random.default_rng(1).normal(size=23 * SAMPLE_RATE).astype(np.float32)
    speech[8 * SAMPLE_RATE : 16 * SAMPLE_RATE] *= 0.001

    seconds = [len(piece) / SAMPLE_RATE for piece in cut(speech)]

    assert len(seconds) == 5
    assert cut(speech[: 2 * SAMPLE_RATE]) == []
    for length in np.arange(3, 60, 0.7):
        pieces = cut(np.ones(round(length * SAMPLE_RATE), dtype=np.float32))
        assert all(2.99 <= len(piece) / SAMPLE_RATE <= 5 for piece in pieces)


def test_a_person_is_a_file_or_a_folder_of_files(tmp_path: Path) -> None:
    for name in ("Ann.wav", "Ben/one.flac", "Ben/two.mp3", "Ben/notes.txt", "README.md", "Ann/more.wav"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    found = recordings_by_person(tmp_path)

    assert {name: [file.name for file in files] for name, files in found.items()} == {
        "Ann": ["more.wav", "Ann.wav"],
        "Ben": ["one.flac", "two.mp3"],
    }
    with pytest.raises(VoicesError):
        recordings_by_person(tmp_path / "nowhere")


def test_what_is_in_the_bank_and_in_storage_is_one_voice(tmp_path: Path) -> None:
    for name in ("bank", "copy", "more", "other"):
        (tmp_path / name).write_text("the same" if name in {"bank", "copy"} else name)

    voices = pool_voices(
        {"Ann": [tmp_path / "bank"]},
        {"voice 1": [tmp_path / "copy", tmp_path / "more"], "voice 2": [tmp_path / "other"]},
    )

    assert voices == {"Ann": [tmp_path / "bank", tmp_path / "more"], "voice 2": [tmp_path / "other"]}


def test_enrolled_voices_are_taken_from_storage_or_done_without(
    s3_settings: WorkerSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client, voice_id = connection.connect(s3_settings), uuid4()
    utterance = min(recording("libri-dev/1688").glob("*.flac"))
    for number in range(2):
        location = keys.voice_sample(voice_id, number)
        client.put_object(Bucket=location.bucket, Key=location.key, Body=utterance.read_bytes() + b"\0" * number)
    monkeypatch.setenv("SCRIBE_REDIS_URL", s3_settings.redis_url.get_secret_value())
    monkeypatch.setenv("SCRIBE_S3_ENDPOINT_URL", s3_settings.s3_endpoint_url)
    monkeypatch.setenv("SCRIBE_S3_ACCESS_KEY", s3_settings.s3_access_key)
    monkeypatch.setenv("SCRIBE_S3_SECRET_KEY", s3_settings.s3_secret_key.get_secret_value())

    found = download_voices(Storage(client), tmp_path)

    label = f"voice {str(voice_id)[:8]}"
    assert [file.stat().st_size - utterance.stat().st_size for file in found[label]] == [0, 1]
    assert found[label][0].read_bytes() == utterance.read_bytes()

    monkeypatch.setenv("SCRIBE_VOICE_BANK_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("SCRIBE_MODELS_DIR", str(models_dir("cpu")))
    assert main(["calibrate"]) == 0
    assert "The threshold stays what it is: 0.55." in " ".join(capsys.readouterr().out.split())
    monkeypatch.setenv("SCRIBE_S3_ENDPOINT_URL", "http://127.0.0.1:9")
    assert main(["calibrate"]) == 1
    assert "storage does not answer" in capsys.readouterr().out


def test_the_command_calibrates_on_real_voices_and_keeps_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank, strange, file = tmp_path / "bank", tmp_path / "strangers", tmp_path / "thresholds.json"
    bank.mkdir()
    strange.mkdir()
    for reader in ("1688", "1998", "2033", "2414"):
        utterances = sorted(recording(f"libri-dev/{reader}").glob("*.flac"))[:4]
        speech = np.concatenate([soundfile.read(path, dtype="int16")[0] for path in utterances])
        soundfile.write(bank / f"{reader}.wav", speech, SAMPLE_RATE)
    for path in sorted(recording("libri-dev/strangers").glob("*.flac"))[:12]:
        (strange / path.name).symlink_to(path)
    monkeypatch.setenv("SCRIBE_VOICE_BANK_DIR", str(bank))
    monkeypatch.setenv("SCRIBE_MODELS_DIR", str(models_dir("cpu")))
    monkeypatch.setenv("SCRIBE_THRESHOLDS_FILE", str(file))
    monkeypatch.delenv("SCRIBE_S3_ENDPOINT_URL", raising=False)

    assert main(["calibrate", "--strangers", str(strange)]) == 0
    assert not file.exists()
    assert "Nothing was changed" in capsys.readouterr().out
    assert main(["calibrate", "--strangers", str(strange), "--write"]) == 0

    kept = read_thresholds(file)[CAMPPLUS]
    assert 0.45 < kept.accept < 0.7
    assert f"Kept in {file}" in capsys.readouterr().out
    file.write_text("nonsense")
    assert main(["calibrate"]) == 1
    assert capsys.readouterr().err.startswith(f"{file} does not hold thresholds")


def test_no_voices_and_no_folder_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCRIBE_VOICE_BANK_DIR", str(tmp_path))
    monkeypatch.setenv("SCRIBE_MODELS_DIR", str(models_dir("cpu")))
    monkeypatch.delenv("SCRIBE_S3_ENDPOINT_URL", raising=False)

    assert main(["calibrate"]) == 1
    assert capsys.readouterr().err.startswith("There is no enrolled voice to calibrate on")
    assert main(["calibrate", "--strangers", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err == f"There is no folder {tmp_path / 'nowhere'}.\n"
