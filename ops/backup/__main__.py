"""The commands: `./manage.sh backup …` and `./manage.sh restore DIR`."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from ops.backup import erasures, restoring, saving, telling
from ops.backup.erasures import Erasure
from ops.backup.errors import BackupError
from ops.backup.kept import keys
from ops.backup.kept.manifest import Snapshot
from ops.backup.kept.repository import Repository
from ops.backup.kept.vault import Vault
from ops.backup.objects import Objects
from ops.backup.restoring import Fault, Restored
from ops.backup.settings import BackupSettings, of_the_product
from scribe_contracts import s3

_FAULT = 1
_MISSING = 3
"""Status of a backup that is complete but for objects that storage does not have."""


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except _failures() as error:
        print(error, file=sys.stderr)
        return _FAULT
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def _failures() -> tuple[type[Exception], ...]:
    from botocore.exceptions import BotoCoreError, ClientError

    from servers.program import ServerError

    return (BackupError, OSError, BotoCoreError, ClientError, ServerError)


def _backup(options: argparse.Namespace) -> int:
    if options.new_key is not None:
        return _make_key(options.new_key)
    if options.folder is None:
        print("Where to? ./manage.sh backup DIR", file=sys.stderr)
        return _FAULT
    if options.verify:
        return _verify(options)
    if options.list:
        return _list(options)
    repository = Repository.prepare(options.folder, options.recipient)
    if options.erasures:
        print(f"{saving.note_erasures(of_the_product(), repository)} deletions are noted in {repository.erasures}")
        return 0
    telling.say_how_it_is_kept(repository)
    report = saving.save(of_the_product(), repository, keep=options.keep, keep_days=options.keep_days)
    telling.say_what_was_saved(report, repository)
    return _MISSING if report.snapshot.missing else 0


def _make_key(file: Path) -> int:
    public = keys.make(file)
    print(public)
    print(
        "The file has the private key. Without it nobody reads the backups, not even you: keep it where neither this "
        f"machine nor the backups are, twice. Back up with: ./manage.sh backup DIR --recipient {public}",
        file=sys.stderr,
    )
    return 0


def _list(options: argparse.Namespace) -> int:
    repository = Repository.open(options.folder)
    for name in repository.names():
        snapshot = repository.read(name)
        print(f"{name}  version {snapshot.version}  {len(snapshot.objects)} objects  {telling.size(snapshot.size)}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from ops.backup.verification import verify

    with _opened(options) as (repository, snapshot, vault):
        gone = _known_erasures(repository)
        print(f"Restoring the backup {snapshot.name} into servers of its own", file=sys.stderr)
        restored = verify(snapshot, vault, gone, options.scratch)
    telling.say_what_was_restored(snapshot, restored)
    return _FAULT if restored.faults or snapshot.missing else 0


def _check(options: argparse.Namespace) -> int:
    """Read everything, as is done before anything is replaced."""
    with _opened(options) as (_, snapshot, vault):
        damaged = _refuse_damaged(snapshot, vault, without=options.without_damaged)
        telling.say_which_keys_are_missing(snapshot)
    if not damaged:
        print(f"The backup {snapshot.name} is whole.", file=sys.stderr)
    return 0


def _count_tables(_: argparse.Namespace) -> int:
    """Print how many tables there are that a restoration would replace."""
    print(len(of_the_product().database().tables()))
    return 0


def _restore(options: argparse.Namespace) -> int:
    with _opened(options) as (repository, snapshot, vault):
        damaged = _refuse_damaged(snapshot, vault, without=options.without_damaged)
        telling.say_which_keys_are_missing(snapshot)
        if not options.yes and not _confirms():
            raise BackupError("Nothing was changed.")
        with _alone() if options.local else nullcontext():
            restored = _replace(repository, snapshot, vault, damaged)
    telling.say_what_was_restored(snapshot, restored)
    # What is damaged was known before, and accepted.
    if len(restored.faults) > len(damaged):
        return _FAULT
    print(f"Restored from {repository.folder}{' without what is damaged' if damaged else ''}.", file=sys.stderr)
    return 0


def _replace(repository: Repository, snapshot: Snapshot, vault: Vault, damaged: Sequence[Fault]) -> Restored:
    settings = of_the_product()
    database = settings.database()
    gone = _merged(repository, erasures.ask(database) if database.exists() else [])
    # Before the receipts go with the database that has them: this may be killed, and run again.
    erasures.note(gone, repository.erasures)
    objects = Objects(s3.connect_as_stored(settings))
    restored = restoring.load(snapshot, vault, database, objects, gone, damaged)
    restoring.load_files(snapshot, vault, settings, damaged)
    _empty_queue(settings)
    # What was restored has the receipts again.
    erasures.NOTED_HERE.unlink(missing_ok=True)
    return restored


def _alone() -> AbstractContextManager[None]:
    from ops.backup.local import with_servers_alone
    from ops.local.stack import Stack

    return with_servers_alone(Stack())


@contextmanager
def _opened(options: argparse.Namespace) -> Iterator[tuple[Repository, Snapshot, Vault]]:
    repository = Repository.open(options.folder)
    private = keys.read(options.identity, repository.recipients)
    with repository.read_only():
        snapshot = repository.read(options.snapshot)
        restoring.require_known(snapshot)
        yield repository, snapshot, Vault(repository.folder, repository.recipients, private)


def _refuse_damaged(snapshot: Snapshot, vault: Vault, *, without: bool) -> list[Fault]:
    """Read the whole backup; return what is damaged if it is to be left `without`, else raise BackupError."""
    faults = restoring.check(snapshot, vault)
    for fault in faults:
        print(f"Corrupt: {fault}", file=sys.stderr)
    if any(fault.stored == snapshot.database for fault in faults):
        raise BackupError(
            "The backup's database is damaged, as said above. Nothing was changed. "
            "Take an older backup: --snapshot NAME"
        )
    if faults and not without:
        raise BackupError(
            "The backup is damaged, as said above. Nothing was changed. An older one may be whole (--snapshot NAME); "
            "--without-damaged restores all but what is named above."
        )
    return faults


def _confirms() -> bool:
    print(
        "All users, meetings, transcripts and voices that are here now will be replaced by those of the backup.\n"
        "Type restore to go on: ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip() == "restore"


def _known_erasures(repository: Repository) -> list[Erasure]:
    """Return what was deleted, from the running product if it answers and from the note beside the backups."""
    try:
        return _merged(repository, erasures.ask(of_the_product().database()))
    except BackupError:
        print(
            "The running product does not answer: only deletions are known that the last backup has noted.",
            file=sys.stderr,
        )
        return _merged(repository, [])


def _merged(repository: Repository, known: Sequence[Erasure]) -> list[Erasure]:
    return erasures.merge(erasures.read(repository.erasures), erasures.read(erasures.NOTED_HERE), known)


def _empty_queue(settings: BackupSettings) -> None:
    from redis import Redis

    from scribe_contracts.credentials.redis_password import RedisPassword, bare_address

    with Redis.from_url(bare_address(settings), credential_provider=RedisPassword(settings)) as redis:
        redis.flushdb()


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./manage.sh", description="Backups of the running product.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    backup = verbs.add_parser("backup", help="add a backup to a folder, verify one, or list them")
    backup.set_defaults(run=_backup)
    backup.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="folder of the backups")
    backup.add_argument(
        "--recipient",
        action="append",
        default=[],
        metavar="KEY",
        help="public key of age to encrypt to; may be repeated",
    )
    backup.add_argument("--keep", type=_number, metavar="N", help="remove all backups but the newest N")
    backup.add_argument("--keep-days", type=_number, metavar="N", help="remove backups older than N days")
    what = backup.add_mutually_exclusive_group()
    what.add_argument(
        "--verify", action="store_true", help="restore a backup into servers of its own and compare everything"
    )
    what.add_argument("--list", action="store_true", help="list the backups in the folder")
    what.add_argument(
        "--erasures", action="store_true", help="only note what was deleted, so that no restoration brings it back"
    )
    what.add_argument("--new-key", type=Path, metavar="FILE", help="make a key, print its public half")
    backup.add_argument(
        "--scratch", type=Path, metavar="DIR", help="with --verify: where to restore (the folder for temporary files)"
    )
    _add_choice(backup)
    for verb, run, told in (
        ("check", _check, "read all files of a backup"),
        ("restore", _restore, "put a backup in the place of what is there; asks first"),
    ):
        one = verbs.add_parser(verb, help=told)
        one.set_defaults(run=run)
        one.add_argument("folder", type=Path, metavar="DIR", help="folder of the backups")
        _add_choice(one)
        one.add_argument("--yes", action="store_true", help="do not ask")
        one.add_argument(
            "--without-damaged", action="store_true", help="restore all but the files that are damaged, which are named"
        )
        one.add_argument("--local", action="store_true", help=argparse.SUPPRESS)
    verbs.add_parser("tables", help="count the tables that a restoration would replace").set_defaults(run=_count_tables)
    return parser


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--identity", type=Path, metavar="FILE", help="private key of encrypted backups; - reads it from standard input"
    )
    parser.add_argument("--snapshot", metavar="NAME", help="the backup, as --list names it (the newest)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
