"""Jobs when a service is killed, or when their owner cancels and retries them."""

import subprocess
from pathlib import Path

from product import Product
from test_meetings import delivered
from tests_data import sample
from user import MAX_JOB_SECONDS, User
from waiting import eventually


def test_a_job_survives_the_death_of_its_worker(product: Product, user: User, dialogue: Path) -> None:
    meeting_id = user.upload(dialogue)
    user.wait_for_stage(meeting_id, "transcribe")

    product.kill("worker")
    assert f"processed/{meeting_id}/transcription.json" not in product.stored(meeting_id)

    assert user.transcript(meeting_id)["segments"]
    assert {"diarize", "identify"} <= user.reused_stages(meeting_id)
    assert user.meetings() == [meeting_id]
    assert user.read(f"meetings/{meeting_id}")["attempt"] == 1
    assert product.stored(meeting_id) == delivered(meeting_id)
    assert product.work_files() == []


def test_a_cancelled_job_can_be_retried(product: Product, user: User) -> None:
    meeting_id = user.upload(sample("wav"))
    user.wait_for_stage(meeting_id, "transcribe")

    user.request("cancel", meeting_id)

    assert user.wait_for_end(meeting_id)["status"] == "cancelled"
    assert f"processed/{meeting_id}/transcript.json" not in product.stored(meeting_id)
    # The meeting is cancelled at once; the worker stops after the passage that it is decoding.
    assert eventually(lambda: product.work_files() == [])

    user.request("retry", meeting_id)

    assert user.transcript(meeting_id)["segments"]
    assert {"diarize", "identify"} <= user.reused_stages(meeting_id)
    assert product.stored(meeting_id) == delivered(meeting_id)


def test_a_command_that_follows_a_job_survives_a_restart_of_the_gateway(
    product: Product, user: User, dialogue: Path
) -> None:
    line, environment = product.command(user, dialogue)
    with subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:
        assert command.stderr is not None
        assert any("finding who speaks when" in said for said in command.stderr)

        product.kill("gateway")

        printed, complaints = command.communicate(timeout=MAX_JOB_SECONDS)
    assert command.returncode == 0, complaints
    [meeting_id] = user.meetings()
    assert len(printed.splitlines()) == len(user.transcript(meeting_id)["segments"]) > 0
