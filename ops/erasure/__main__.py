"""The command: `./manage.sh erasure scan [--text MARK]… [--folder DIR]`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ops.erasure.files import Found, scan_files

_FOUND, _UNREAD = 1, 2


def main(arguments: Sequence[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    marks = [mark for mark in options.text if mark]
    if options.folder is not None and not marks:
        parser.error("--folder searches for texts: give at least one --text")
    places = 0
    try:
        for found in _scan(options.data, options.folder, marks):
            places += 1
            print(f"{found.mark}: {found.store}, {found.place}")
    except _failures() as error:
        print(f"Not everything could be scanned: {error}", file=sys.stderr)
        return _UNREAD
    print(f"Found in {places} places." if places else "Nothing of it was found.", file=sys.stderr)
    return _FOUND if places else 0


def _scan(data: Path | None, folder: Path | None, marks: Sequence[str]) -> Iterator[Found]:
    if folder is not None:
        yield from scan_files(folder, marks)
        return
    from ops.erasure.stores import scan_stores
    from ops.local.state import StackState
    from ops.project import LOCAL_DATA

    home = (data or LOCAL_DATA).resolve()
    state = StackState.load(home)
    yield from scan_stores(state, home, marks)
    yield from scan_files(home, marks)


def _failures() -> tuple[type[Exception], ...]:
    """Return what the stores and their clients raise, as far as they are installed."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError
        from redis import RedisError

        from servers.program import ServerError
    except ImportError:
        return (OSError,)
    return (OSError, ServerError, RedisError, BotoCoreError, ClientError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./manage.sh erasure", description="What deletions should have removed.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    scan = verbs.add_parser(
        "scan",
        help="search all stores for ids of deleted meetings, voices and accounts, and their files for texts; exit "
        "status 1 if any is found or a deletion goes on, 2 if not everything could be read",
    )
    scan.add_argument("--text", action="append", default=[], metavar="MARK", help="a text that should be gone")
    scan.add_argument("--data", type=Path, metavar="DIR", help="data folder of a local stack (volumes/local)")
    scan.add_argument("--folder", type=Path, metavar="DIR", help="search the files below this folder and nothing else")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
