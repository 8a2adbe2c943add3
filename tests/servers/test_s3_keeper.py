"""The S3 server's keeper."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import psutil
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from small_disk import small_disk
from waiting import eventually

from servers import s3_keeper
from servers.infrastructure import Endpoints, Server, run_infrastructure
from servers.s3_keeper import NICENESS, Keeper

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "uploads"
KEYS = [f"folder-{number}/object" for number in range(32)]
"""In so many folders that each part of the store of names has some."""

TAGS = {"TagSet": [{"Key": "k", "Value": "v" * 200}]}
RECOVERY_SECONDS = 60


def client(endpoints: Endpoints) -> "S3Client":
    return boto3.client(
        "s3",
        endpoint_url=endpoints.s3_endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=endpoints.s3_access_key,
        aws_secret_access_key=endpoints.s3_secret_key,
        config=Config(read_timeout=2, retries={"total_max_attempts": 1}),
    )


def fails_to_tag(s3: "S3Client", key: str) -> bool:
    """Write the key's entry alone, without content; return whether that is refused."""
    try:
        s3.put_object_tagging(Bucket=BUCKET, Key=key, Tagging=TAGS)
    except (BotoCoreError, ClientError):
        return True
    return False


def puts(s3: "S3Client", key: str) -> bool:
    try:
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"after")
    except (BotoCoreError, ClientError):
        return False
    return True


def test_names_can_be_written_again_once_the_disk_has_room(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    with small_disk(folder, 700) as disk, run_infrastructure(folder, [Server.S3]) as endpoints:
        s3 = client(endpoints)
        s3.create_bucket(Bucket=BUCKET)
        for key in KEYS:
            s3.put_object(Bucket=BUCKET, Key=key, Body=b"before")
        disk.fill()
        # What is left of a journal's last page takes some entries more.
        assert eventually(lambda: any(fails_to_tag(s3, key) for key in KEYS), RECOVERY_SECONDS)
        disk.free()
        assert eventually(lambda: all(puts(s3, f"{key}-2") for key in KEYS), RECOVERY_SECONDS)
        for key in KEYS:
            assert s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"before"


def test_a_compactor_that_died_is_started_again_and_all_end_with_the_keeper(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path, [Server.S3]):
        (keeper,) = [each for each in psutil.Process().children() if "s3_keeper" in " ".join(each.cmdline())]
        children = keeper.children()
        assert len(children) == len(("server", "compactor"))
        (compactor,) = [each for each in children if "s3_compactor" in " ".join(each.cmdline())]
        compactor.kill()
        assert eventually(lambda: len(keeper.children()) == len(children) and compactor not in keeper.children(), 10)
        children = keeper.children()
        keeper.kill()
        assert eventually(lambda: all(_is_over(child) for child in children), 10)


def _is_over(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


REFUSES_ONCE = """
import pathlib, sys, time
starts = pathlib.Path("starts")
starts.write_text((starts.read_text() if starts.exists() else "") + "x")
if len(starts.read_text()) == 1:
    print("write filerldb2/03/000006.log: no space left on device", flush=True)
    time.sleep(60)
sys.exit(7)
"""


def test_a_refusal_starts_it_anew_and_its_last_exit_status_is_returned(tmp_path: Path) -> None:
    keeper = Keeper([sys.executable, "-c", REFUSES_ONCE], tmp_path, min_run_seconds=0)
    assert keeper.run() == 7
    assert (tmp_path / "starts").read_text() == "xx"


def test_the_server_gives_way_to_what_answers_people(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path, [Server.S3]):
        servers = [
            process
            for process in psutil.Process().children(recursive=True)
            if "s3_keeper.py" not in " ".join(process.cmdline()) and str(tmp_path) in process.cwd()
        ]
        assert servers
        assert all(process.nice() >= NICENESS for process in servers)
        assert {os.sched_getscheduler(process.pid) for process in servers} == {os.SCHED_BATCH}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_log_that_takes_nothing_holds_nothing_up() -> None:
    """The server would wait for its output to be read, be killed when it is to stop, and be away that long."""
    talkative = [sys.executable, "-c", "import sys; sys.stdout.write('a line\\n' * 100_000)"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-I", s3_keeper.__file__, *talkative], stdout=full, check=False, timeout=30
        )
    assert done.returncode == 0
