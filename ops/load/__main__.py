"""The command `./manage.sh load`."""

import argparse
import asyncio
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

from ops.load.run import Load, run
from ops.load.site import running_site
from ops.load.tally import Tally
from servers.program import ServerError

MAX_USERS, MAX_UPLOADS, MAX_STREAMS, MAX_SECONDS = 1000, 200, 4000, 3600
_FILES = 8192
_TERMINATED = 143


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    # End through the blocks that stop what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    _allow_connections()
    data = Path(tempfile.mkdtemp(prefix="scribe-load-"))
    data.chmod(0o755)
    tally = Tally(max_read_seconds=options.max_read_ms / 1000)
    print("No models: a stub in place of the worker publishes progress and computes nothing.", flush=True)
    try:
        with running_site(data, options.users) as site:
            load = Load(options.seconds, options.uploads, options.streams, attacked=not options.peaceful)
            asyncio.run(_until_terminated(run(site, tally, load)))
            if options.out:
                shutil.copy(site.stack.supervisor.log("gateway"), options.out.with_suffix(".gateway.log"))
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except asyncio.CancelledError:
        print("Ended before the load was over; until then:", *tally.lines(), sep="\n")
        return _TERMINATED
    finally:
        shutil.rmtree(data, ignore_errors=True)
    print(*tally.lines(), sep="\n")
    if options.out:
        options.out.write_text("\n".join(f"- {line}" for line in tally.lines()) + "\n", encoding="utf-8")
    return 1 if tally.faults() else 0


async def _until_terminated(load: Coroutine[None, None, None]) -> None:
    """Run the load; SIGTERM cancels it, so that everybody in it comes to an end first."""
    task = asyncio.ensure_future(load)
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGTERM)
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await task
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
        signal.signal(signal.SIGTERM, before)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./manage.sh load",
        description="Start a stack of its own without models, and use it with many people and a few attackers at once. "
        "Exit status 1 where somebody who did nothing wrong got an error, where p95 of reads is above its limit, or "
        "where the gateway takes more than 400 MB.",
    )
    parser.add_argument("--users", type=_up_to(MAX_USERS, least=2), default=200, help="people signed in (200)")
    parser.add_argument("--uploads", type=_up_to(MAX_UPLOADS), default=50, help="recordings of 50 MB at once (50)")
    parser.add_argument("--streams", type=_up_to(MAX_STREAMS), default=500, help="event streams followed (500)")
    parser.add_argument("--seconds", type=_up_to(MAX_SECONDS, least=1), default=60, help="how long at least (60)")
    parser.add_argument(
        "--max-read-ms", type=_up_to(60_000, least=1), default=300, help="what p95 of reads may be (300)"
    )
    parser.add_argument("--peaceful", action="store_true", help="without attackers")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the report there, the gateway's log beside it")
    return parser


def _up_to(most: int, least: int = 0) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"between {least} and {most}")
        return int(text)

    return number


def _allow_connections() -> None:
    """Raise the limit of open files, for this process and for the gateway that it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(_FILES, hard)), hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
