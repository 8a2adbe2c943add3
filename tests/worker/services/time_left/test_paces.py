"""Learning of paces, and their storage in Redis."""

from pathlib import Path

import pytest
from conftest import SettingsFactory
from redis import Redis

from app.core.profiles import ProfileName, Residency
from app.services.time_left.first_guesses import FIRST_GUESSES
from app.services.time_left.pace_store import RedisPaceStore
from app.services.time_left.paces import Pace, Paces
from scribe_contracts.events import Stage
from scribe_contracts.transcript import Models

GUESS = FIRST_GUESSES[ProfileName.CPU]
MODELS = Models(diarization="d", identification="i", transcription="t")


@pytest.fixture
def store(redis: Redis, make_settings: SettingsFactory) -> RedisPaceStore:
    return RedisPaceStore(redis, make_settings(profile="cpu", cpu_threads=2), MODELS)


def transcribe(paces: Paces, seconds: float, amount: float = 100) -> Pace:
    paces.learn(Stage.TRANSCRIBE, seconds=seconds, load_seconds=2, amount=amount)
    return paces.recall()[Stage.TRANSCRIBE]


def test_the_first_measurement_replaces_the_guess() -> None:
    assert transcribe(Paces(GUESS), 50) == Pace(seconds=0.5, load_seconds=2, jobs=1)


def test_later_ones_move_it() -> None:
    paces = Paces(GUESS)
    for _ in range(10):
        transcribe(paces, 50)

    assert 0.5 < transcribe(paces, 100).seconds < 0.7


def test_short_recordings_teach_nothing() -> None:
    assert transcribe(Paces(GUESS), 50, amount=1) == GUESS[Stage.TRANSCRIBE]


def test_a_restarted_worker_knows_what_it_had_learned(store: RedisPaceStore) -> None:
    learned = transcribe(Paces(GUESS, store), 50)

    restarted = Paces(GUESS, store).recall()

    assert restarted[Stage.TRANSCRIBE] == learned
    assert restarted[Stage.DIARIZE] == GUESS[Stage.DIARIZE]


def test_other_models_threads_and_devices_have_paces_of_their_own(
    store: RedisPaceStore, redis: Redis, make_settings: SettingsFactory
) -> None:
    transcribe(Paces(GUESS, store), 50)
    others = [
        RedisPaceStore(
            redis, make_settings(profile="cpu", cpu_threads=2), MODELS.model_copy(update={"diarization": "e"})
        ),
        RedisPaceStore(redis, make_settings(profile="cpu", cpu_threads=8), MODELS),
        RedisPaceStore(redis, make_settings(profile="cpu", cpu_threads=2, residency=Residency.PINNED), MODELS),
    ]

    assert [other.load() for other in others] == [{}, {}, {}]


def test_what_cannot_be_read_is_no_pace(store: RedisPaceStore, redis: Redis) -> None:
    transcribe(Paces(GUESS, store), 50)
    (key,) = redis.keys("scribe:paces:*")
    redis.hset(key, Stage.TRANSCRIBE, '{"seconds": -1}')
    redis.hset(key, "unknown", "{}")

    assert store.load() == {}
    assert 0 < redis.ttl(key) <= 90 * 24 * 3600


def test_without_redis_a_worker_learns_for_itself(make_settings: SettingsFactory, tmp_path: Path) -> None:
    away = Redis(unix_socket_path=str(tmp_path / "nothing"))
    paces = Paces(GUESS, RedisPaceStore(away, make_settings(profile="cpu"), MODELS))

    assert transcribe(paces, 50).seconds == 0.5
