"""The command behind manage.sh: `python -m local start | stop | status | logs`."""

import argparse
import os
import sys
from collections.abc import Sequence

from local.program import ServerError
from local.report import print_addresses, print_status
from local.stack import Stack

NOT_RUNNING = 3


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        match options.verb:
            case "start":
                return _start()
            case "stop":
                return _stop()
            case "status":
                return 0 if print_status(Stack()) else NOT_RUNNING
            case _:
                return _logs(options.service, lines=options.lines, follow=options.follow)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="local", description="The local stack.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("start", help="start what does not run yet, print the addresses")
    verbs.add_parser("stop", help="stop everything")
    verbs.add_parser("status", help="every process with its state, port and uptime")
    logs = verbs.add_parser("logs", help="the last lines of one service's log, or of all")
    logs.add_argument("service", nargs="?")
    logs.add_argument("-f", "--follow", action="store_true", help="go on printing new lines")
    logs.add_argument("-n", "--lines", type=int, default=50, metavar="N", help="how many lines (50)")
    return parser


def _start() -> int:
    print("Starting the local stack", file=sys.stderr)
    stack = Stack()
    stack.start()
    print_addresses(stack)
    return 0


def _stop() -> int:
    stopped = Stack().stop()
    print("The local stack is stopped." if stopped else "The local stack was not running.")
    return 0


def _logs(service: str | None, *, lines: int, follow: bool) -> int:
    files = {file.stem: file for file in sorted(Stack().supervisor.logs.glob("*.log"))}
    if not files:
        raise ServerError("There are no logs yet. Start the local stack with: ./manage.sh local")
    if service is not None and service not in files:
        raise ServerError(f"There is no log of {service}, only of: {', '.join(files)}")
    chosen = [str(file) for name, file in files.items() if service in {None, name}]
    tail = ["tail", "-n", str(lines), *(["-F"] if follow else []), "--", *chosen]
    os.execvp(tail[0], tail)  # noqa: S606 - no shell


if __name__ == "__main__":
    sys.exit(main())
