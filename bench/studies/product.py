"""The whole product beside WhisperX: from the first byte of the upload to the transcript, on a stack of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bench.catalogue import recording
from bench.folders import MADE, BenchError
from bench.roster import ARMS, WHISPERX_ARM
from bench.running import Run, execute, usable
from bench.truth import Recording
from cli.client.api import Api
from cli.client.follow import follow
from cli.client.session import Account
from ops.local.account import local_account
from ops.local.stack import Stack
from ops.local.state import StackState
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import ProcessingOptions
from servers.program import Program, ServerError

_STACK = MADE / "product"
_LEFT_OUT = {"web", "language", "embeddings", "vectors"}
"""Programs that no transcript needs."""


def run(names: Sequence[str], rounds: int, threads: int, console: Console) -> None:
    """Print the seconds of both on each recording, which take turns, and how many times as long WhisperX takes.

    The clock of the product runs through upload, queue, conversion, the loading of each model, and storage. That of
    WhisperX runs through its stages alone, with its models in memory.
    """
    whisperx = ARMS[WHISPERX_ARM]
    peers, _ = usable([whisperx], console.print)
    found = [recording(name) for name in names]
    table = Table("recording", "product", "WhisperX", "times as long", title="From upload to transcript")
    with TemporaryDirectory(prefix="scribe-bench-") as folder, _product() as api:
        # The first job of a worker also imports what the models need.
        _seconds(api, recording("sample"))
        for each in found:
            ours: list[float] = []
            theirs: list[float] = []
            for number in range(1, rounds + 1):
                ours.append(_seconds(api, each))
                for peer in peers:
                    result = execute(Run(number, each.name, peer.name), peer, each, threads, Path(folder))
                    theirs.append(sum(stage.seconds for stage in result.stages.values()))
            product, other = median(ours), median(theirs) if theirs else None
            table.add_row(
                each.name,
                f"{product:.1f} s",
                "" if other is None else f"{other:.1f} s",
                "" if other is None else f"{other / product:.2f}",
            )
    console.print(table)


def _seconds(api: Api, each: Recording) -> float:
    """Return the seconds from the first byte that is sent until the transcript is here."""
    started = perf_counter()
    meeting = api.process(each.wav, ProcessingOptions())
    for state in follow(api, meeting.id):
        if state.status in {MeetingStatus.FAILED, MeetingStatus.CANCELLED}:
            raise BenchError(f"The product gave up on {each.name}: {state.failure}")
    api.transcript(meeting.id)
    seconds = perf_counter() - started
    api.delete(meeting.id)
    return seconds


@contextmanager
def _product() -> Iterator[Api]:
    """Start what transcribes, and stop it at the end. Raise BenchError if it does not start."""
    stack = Stack(_STACK, _programs)
    try:
        address = stack.start()
        email, password = local_account(_STACK)
        with Api(address.gateway_url, Account(email, SecretStr(password))) as api:
            yield api
    except ServerError as error:
        raise BenchError(str(error)) from error
    finally:
        stack.stop()


def _programs(state: StackState, data: Path) -> list[Program]:
    return [program for program in state.programs(data) if program.name not in _LEFT_OUT]
