"""The command `./manage.sh chaos`."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from redis import Redis

from ops.chaos.disks import mounted
from ops.chaos.injection import Injector
from ops.chaos.plan import faults
from ops.chaos.recordings import speech
from ops.chaos.report import Row, summary, write
from ops.chaos.run import Run
from ops.chaos.sender import Sender
from ops.chaos.system import PACK, new_password, running_system
from ops.project import VOLUMES
from servers.program import ServerError

LOGS = VOLUMES / "chaos-logs"
MAX_MINUTES = 24 * 60


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.plan:
        for fault in islice(faults(options.seed), options.skip, options.skip + options.plan):
            print(fault)
        return 0
    if not (PACK / "pack.json").exists():
        print("The pack of small models is missing: run ./manage.sh models fetch tiny", file=sys.stderr)
        return 1
    # End through the blocks that stop what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _run(options)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    recording = speech(options.recording)
    data = Path(tempfile.mkdtemp(prefix="scribe-chaos-"))
    data.chmod(0o755)
    rows: list[Row] = []
    try:
        with mounted(data) as disks, running_system(data) as system:
            redis = Redis.from_url(system.endpoints.redis_url, socket_timeout=5)
            sender = Sender(system.gateways, new_password())
            sender.register()
            run = Run(system, Injector(system, disks, redis), sender, redis, recording)
            try:
                rows = run.faults(options.seed, minutes=options.minutes, most=options.faults, skip=options.skip)
            finally:
                if not rows or any(row.problems for row in rows) or options.keep_logs:
                    logs = options.out.with_suffix(".logs") if options.out else LOGS
                    shutil.copytree(system.stack.supervisor.logs, logs, dirs_exist_ok=True)
                    print(f"Logs: {logs}")
    finally:
        shutil.rmtree(data, ignore_errors=True)
    print(*summary(rows), sep="\n")
    if options.out:
        write(options.out, rows, f"Chaos, seed {options.seed}", run.obstacles)
    return 1 if not rows or any(row.problems for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./manage.sh chaos",
        description="Start a stack of its own with two gateways and two workers, send recordings, inject faults, and "
        "see that each recording ends once and nothing is left behind. Exit status 1 where that does not hold.",
    )
    parser.add_argument("--minutes", type=_minutes, default=5.0, metavar="N", help="stop injecting after so long (5)")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="stop after so many faults (no limit)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the sequence of faults (1)")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first faults of the sequence")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table there, as Markdown")
    parser.add_argument(
        "--recording",
        type=Path,
        metavar="WAV",
        help="a recording with speech in its seconds 6 to 11, of which those are sent",
    )
    parser.add_argument("--plan", type=int, default=0, metavar="N", help="print the first faults of the seed and end")
    parser.add_argument("--keep-logs", action="store_true", help="keep the logs even if all is well")
    return parser


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes <= MAX_MINUTES:
        raise argparse.ArgumentTypeError(f"between 0 and {MAX_MINUTES}")
    return minutes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
