"""The command behind manage.sh: `python -m ops start | stop | status | logs | test | lock`."""

import argparse
import os
import sys
from collections.abc import Sequence

from ops.checks import runner
from ops.checks.lock import CONSTRAINTS, lock
from ops.local import rotation
from ops.local.report import print_addresses, print_status
from ops.local.stack import Stack
from servers.program import ServerError

NOT_RUNNING = 3


def main(arguments: Sequence[str]) -> int:
    try:
        if arguments[:1] == ["test"]:
            # The rest is parsed by pytest.
            return runner.run(arguments[1:])
        options = _parser().parse_args(arguments)
        code = int(options.run(options))
        sys.stdout.flush()
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has closed the pipe, as in `status | head`; keep Python from reporting that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./manage.sh", description="The local stack and the checks.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    start = verbs.add_parser("start", prog="./manage.sh local", help="start what does not run yet, print the addresses")
    start.set_defaults(run=_start)
    verbs.add_parser("stop", help="stop everything").set_defaults(run=_stop)
    verbs.add_parser("status", help="every process with its state, port and uptime").set_defaults(run=_status)
    verbs.add_parser("test", help="run every check and suite, or those named")
    verbs.add_parser("lock", help="write constraints.txt from what is installed").set_defaults(run=_lock)
    rotate = verbs.add_parser("rotate-secrets", help="replace secrets while everything runs")
    rotate.set_defaults(run=_rotate)
    rotate.add_argument(
        "secrets",
        nargs="*",
        metavar="SECRET",
        choices=[*rotation.SECRETS, "all"],
        default="all",
        help=f"{', '.join(rotation.SECRETS)}, or all (the default)",
    )
    rotate.add_argument(
        "--leaked",
        action="store_true",
        help="have no token of before be good any more; browsers get new ones unasked",
    )
    logs = verbs.add_parser("logs", help="the last lines of one service's log, or of all")
    logs.set_defaults(run=_logs)
    logs.add_argument("service", nargs="?")
    logs.add_argument("-f", "--follow", action="store_true", help="go on printing new lines")
    logs.add_argument("-n", "--lines", type=int, default=50, metavar="N", help="how many lines (50)")
    return parser


def _start(_: argparse.Namespace) -> int:
    print("Starting the local stack", file=sys.stderr)
    stack = Stack()
    stack.start()
    print_addresses(stack)
    return 0


def _stop(_: argparse.Namespace) -> int:
    stopped = Stack().stop()
    print("The local stack is stopped." if stopped else "The local stack was not running.")
    return 0


def _status(_: argparse.Namespace) -> int:
    return 0 if print_status(Stack()) else NOT_RUNNING


def _rotate(options: argparse.Namespace) -> int:
    chosen = [options.secrets] if isinstance(options.secrets, str) else options.secrets
    rotation.rotate(Stack(), list(rotation.SECRETS) if "all" in chosen else chosen, leaked=options.leaked)
    return 0


def _logs(options: argparse.Namespace) -> int:
    files = {file.stem: file for file in sorted(Stack().supervisor.logs.glob("*.log"))}
    if not files:
        raise ServerError("There are no logs yet. Start the local stack with: ./manage.sh local")
    if options.service is not None and options.service not in files:
        raise ServerError(f"There is no log of {options.service}, only of: {', '.join(files)}")
    chosen = [str(file) for name, file in files.items() if options.service in {None, name}]
    follow = ["-F"] if options.follow else []
    tail = ["tail", "-n", str(options.lines), *follow, "--", *chosen]
    os.execvp(tail[0], tail)  # noqa: S606 - no shell


def _lock(_: argparse.Namespace) -> int:
    print(f"{lock()} packages in {CONSTRAINTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
