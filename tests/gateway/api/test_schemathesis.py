"""Requests generated from the API's own description cause no error of the server."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

_SEED = 20_261_127
_EXAMPLES = 4
"""Requests for each route; all of them take about half a minute."""


@pytest.mark.parametrize("signed_in", [True, False])
async def test_no_generated_request_crashes(
    server: str, headers: dict[str, str], tmp_path: Path, signed_in: bool
) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"{server}/openapi.json",
        f"--seed={_SEED}",
        f"--max-examples={_EXAMPLES}",
        "--checks=not_a_server_error",
        "--phases=examples,fuzzing",
        "--mode=all",
        "--request-timeout=20",
        "--generation-database=none",
        "--no-color",
    ]
    if signed_in:
        command += [f"--header={name}: {value}" for name, value in headers.items()]
    ended = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, check=False, timeout=300, cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
