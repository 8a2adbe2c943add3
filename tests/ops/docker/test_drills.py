"""The three stacks on a Docker engine: stopped, killed, lost and restored."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import httpx
import pytest
from docker_product import SERVICES, DockerProduct, fresh_copy, has_engine, missing_images, saved_objects
from model_packs import find_pack, how_to_get
from user import User

STACKS = {
    "core": ("postgres", "redis", "s3", "qdrant"),
    "workers": ("worker",),
    "interface": ("gateway", "web"),
}
OURS = {"s3", "worker", "gateway", "web"}
KILLED = 137
"""Exit code of a container that did not stop in time."""
TABLES = ("users", "meetings", "voices", "voice_samples")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerProduct]:
    if not has_engine():
        pytest.skip("needs a Docker engine; `docker info` does not answer")
    if os.geteuid() != 0:
        pytest.skip("needs root, to kill the processes of containers")
    if missing := missing_images():
        pytest.skip(f"needs images that ./manage.sh builds: {', '.join(missing)}")
    if find_pack("cpu") is None:
        pytest.skip(how_to_get("cpu"))
    with fresh_copy(tmp_path_factory.mktemp("clone")) as product:
        product.manage_successfully()
        yield product


@pytest.fixture(scope="module")
def user(product: DockerProduct) -> User:
    return product.new_user()


def test_everything_is_up_and_answers(product: DockerProduct) -> None:
    product.wait_until_healthy()
    page = httpx.get(f"{product.url}/login", headers={"Accept-Language": "en"}, trust_env=False)
    assert page.status_code == 200
    assert "text/html" in page.headers["content-type"]
    assert httpx.get(f"{product.gateway_url}/docs", trust_env=False).status_code == 200
    assert "Nothing is wrong." in product.manage_successfully("doctor")
    listed = product.manage_successfully("status")
    assert all(name in listed for name in SERVICES)
    assert (product.clone / ".env").stat().st_mode & 0o777 == 0o600


def test_a_recording_is_transcribed(user: User, dialogue: Path) -> None:
    assert user.transcript(user.upload(dialogue))["segments"]


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_is_stopped_and_started_alone(product: DockerProduct, user: User, dialogue: Path, stack: str) -> None:
    others = [service for name, services in STACKS.items() if name != stack for service in services]
    before = {service: product.state(service)["StartedAt"] for service in others}

    product.manage_successfully("stop", stack)
    stopped = {service: product.state(service) for service in STACKS[stack]}
    went_on = {service for service in others if product.state(service)["Running"]}
    product.manage_successfully("restart", stack)

    product.wait_until_healthy()
    assert not {service for service, state in stopped.items() if state["Running"]}
    assert not {service for service in OURS & stopped.keys() if stopped[service]["ExitCode"] == KILLED}
    assert went_on == set(others)
    assert {service: product.state(service)["StartedAt"] for service in others} == before
    assert user.transcript(user.upload(dialogue))["segments"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_job_survives_the_death_of_any_process(
    product: DockerProduct, user: User, dialogue: Path, service: str
) -> None:
    meeting_id = user.upload(dialogue)
    user.wait_until(meeting_id, lambda state: state["status"] == "processing")

    product.kill(service)

    product.wait_until_healthy()
    assert user.transcript(meeting_id)["segments"]
    assert user.read(f"meetings/{meeting_id}")["attempt"] == 1


def test_a_job_survives_the_death_of_all_processes_at_once(product: DockerProduct, user: User, dialogue: Path) -> None:
    """As after a power cut: all start again, in any order."""
    meeting_id = user.upload(dialogue)
    user.wait_until(meeting_id, lambda state: state["status"] == "processing")

    product.kill(*SERVICES)

    product.wait_until_healthy()
    assert user.transcript(meeting_id)["segments"]
    assert user.read(f"meetings/{meeting_id}")["attempt"] == 1


def test_a_followed_meeting_does_not_delay_a_stop(product: DockerProduct, user: User, dialogue: Path) -> None:
    product.manage_successfully("stop", "workers")
    meeting_id = user.upload(dialogue)
    with user.http.stream("GET", f"meetings/{meeting_id}/events") as events:
        assert "event: meeting" in islice(events.iter_lines(), 5)

        product.manage_successfully("stop", "interface")

    codes = {service: product.state(service)["ExitCode"] for service in STACKS["interface"]}
    product.manage_successfully("restart", "interface")
    product.manage_successfully("restart", "workers")
    product.wait_until_healthy()
    assert KILLED not in codes.values(), codes
    assert user.transcript(meeting_id)["segments"]


def test_a_backup_restores_an_empty_machine(product: DockerProduct, user: User, dialogue: Path, tmp_path: Path) -> None:
    bank = product.clone / "02-workers" / "voice_bank" / "Somebody.wav"
    shutil.copy(dialogue, bank)
    product.manage_successfully("restart", "interface")
    product.wait_until_healthy()
    user.enrol("Katie", dialogue)
    before = (row_checksums(product), result_checksums(user))
    product.manage_successfully("backup", str(tmp_path / "first"))
    verified = product.manage_successfully("backup", "--verify", str(tmp_path / "first"))
    assert "All counts and checksums are those that were saved." in verified

    product.manage_successfully("stop")
    product.remove_containers()
    product.wipe()
    product.manage_successfully("restore", str(tmp_path / "first"))

    product.wait_until_healthy()
    assert (row_checksums(product), result_checksums(user)) == before
    assert hashlib.sha256(bank.read_bytes()).digest() == hashlib.sha256(dialogue.read_bytes()).digest()
    product.manage_successfully("backup", str(tmp_path / "second"))
    assert saved_objects(tmp_path / "second") == saved_objects(tmp_path / "first") != []


def test_data_is_replaced_only_after_a_typed_word_and_what_was_deleted_stays_deleted(
    product: DockerProduct, user: User, dialogue: Path, tmp_path: Path
) -> None:
    [erased, *_] = user.meetings()
    product.manage_successfully("backup", str(tmp_path / "backup"))
    user.http.delete(f"meetings/{erased}")
    later = user.upload(dialogue)

    refused = product.manage("restore", str(tmp_path / "backup"), answer="yes\n")
    assert refused.returncode == 1
    assert "Nothing was changed." in refused.stderr
    assert later in user.meetings()

    said = product.manage_successfully("restore", str(tmp_path / "backup"), answer="restore\n")
    product.wait_until_healthy()
    assert f"Replayed: the meeting {erased} was deleted since" in said
    assert {erased, later} & set(user.meetings()) == set()


def row_checksums(product: DockerProduct) -> dict[str, str]:
    """Return the checksum of all rows of each table of users' data."""
    texts = {name: product.query(f"SELECT t::text FROM {name} t ORDER BY 1") for name in TABLES}  # noqa: S608 - ours
    assert all(texts[name].strip() for name in ("users", "meetings", "voices"))
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


def result_checksums(user: User) -> dict[str, tuple[str, str]]:
    """Return the checksums of transcript and audio of every meeting."""
    return {
        meeting_id: (digest(user, f"meetings/{meeting_id}/transcript"), digest(user, f"meetings/{meeting_id}/audio"))
        for meeting_id in user.meetings()
    }


def digest(user: User, path: str) -> str:
    answer = user.http.get(path)
    assert answer.status_code == 200, answer.text
    return hashlib.sha256(answer.content).hexdigest()
