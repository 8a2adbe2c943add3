"""Work on the gateway's data from a shell: `python -m app.manage create-user … | invite … | sweep …`."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings, get_settings
from app.core.database_errors import describe
from app.core.db import Database
from app.core.errors import AppError
from app.core.passwords.hasher import PasswordHasher
from app.core.passwords.strength import WeakPasswordError
from app.models import Role
from app.models.audit.actions import Action
from app.models.base import now
from app.models.erasure.receipt import Step
from app.resources import open_resources
from app.schemas.administration import MadeLink, NewAccount
from app.schemas.operations.audit import AuditExport, AuditFormat
from app.schemas.user import NewUser
from app.services.accounts import accounts, links
from app.services.audit import shell
from app.services.erasure import volumes
from app.services.erasure.replay import Erasure, Replayed, replay
from app.services.maintenance.sweeper import Sweeper
from app.services.second_factor import enrolment as second_factor
from app.services.storage.encryption import Rewritten, rewrite_all
from app.services.storage.objects import Objects
from app.services.storage.purge import Purger
from scribe_contracts.logs import configure
from scribe_contracts.s3 import sealing

_INVALID = 2
_SHOWN_EACH = 100
_BROKEN, _UNREAD = 1, 3
"""Of a check of the audit log: broken, and not read at all."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _erase_again(_: argparse.Namespace) -> int:
    erasures = [Erasure.model_validate_json(line) for line in sys.stdin if line.strip()]
    for each in asyncio.run(_replay(erasures, get_settings())):
        sys.stdout.write(each.model_dump_json() + "\n")
    return 0


async def _replay(erasures: list[Erasure], settings: Settings) -> list[Replayed]:
    database = Database(settings)
    try:
        await database.migrate()
        return await replay(database, erasures)
    finally:
        await database.close()


def _sweep(options: argparse.Namespace) -> int:
    asyncio.run(_remove_leftovers(timedelta(hours=options.hours), get_settings()))
    return 0


def _encrypt(_: argparse.Namespace) -> int:
    settings = get_settings()
    configure(settings, service="gateway")
    if settings.storage_encryption_key is None and settings.storage_encryption_previous_key is None:
        sys.stderr.write("There is no SCRIBE_STORAGE_ENCRYPTION_KEY, so there is nothing to encrypt with.\n")
        return _INVALID
    try:
        return asyncio.run(_encrypt_objects(settings))
    except (BotoCoreError, ClientError, AppError) as error:
        sys.stderr.write(f"Not all objects were rewritten: {error}\nWhat is done is done: run this again.\n")
        return 1


async def _encrypt_objects(settings: Settings) -> int:
    async with open_resources(settings, prepared=True) as resources:
        objects = Objects(resources)
        done = await asyncio.to_thread(rewrite_all, sealing(resources.s3), _show)
        compacted = await volumes.compact(objects)
    sys.stdout.write(f"{done.objects} objects, {done.size / 1e6:.1f} MB were rewritten.\n")
    if compacted is Step.UNANSWERED:
        sys.stdout.write("This store frees the bytes of what was there before by itself, or by what its manual says.\n")
    for each in done.unread:
        sys.stderr.write(f"Not rewritten: {each}\n")
    if done.unread:
        sys.stdout.write(
            f"{len(done.unread)} objects could not be opened, as written above: restore or delete them, then run this "
            "again, and keep the key before until then.\n"
        )
    if done.rest or done.changed or done.uploads:
        sys.stdout.write(
            f"{done.rest + done.changed} objects were being written, {done.uploads} uploads began before: run this "
            "again once they have ended, and keep the key before until then.\n"
        )
    if not done.is_complete:
        return 1
    sys.stdout.write("Nothing needs another key than the present one any more.\n")
    return 0


def _show(done: Rewritten) -> None:
    if done.objects and done.objects % _SHOWN_EACH == 0:
        sys.stderr.write(f"{done.objects} objects, {done.size / 1e6:.1f} MB\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app.manage")
    commands = parser.add_subparsers(required=True)
    create = commands.add_parser(
        "create-user", help="create an account, or update its password, name and role; the password comes on stdin"
    )
    create.add_argument("--email", required=True)
    create.add_argument("--name", required=True)
    create.add_argument("--role", choices=[role.value for role in Role], default=Role.USER.value)
    create.set_defaults(run=_create)
    invite = commands.add_parser("invite", help="create an account, and print the link by which its owner joins")
    invite.add_argument("email")
    invite.add_argument("--name", required=True)
    invite.add_argument("--role", choices=[role.value for role in Role], default=Role.USER.value)
    invite.set_defaults(run=_invite)
    reset = commands.add_parser(
        "reset-password", help="end the password and the sessions of an account, and print a link to choose a new one"
    )
    reset.add_argument("email")
    reset.set_defaults(run=_reset)
    second = commands.add_parser(
        "remove-second-factor", help="let an account sign in with its password alone, whose second factor is lost"
    )
    second.add_argument("email")
    second.set_defaults(run=_remove_second_factor)
    code = commands.add_parser("setup-code", help="print the set-up code as long as there is no administrator")
    code.set_defaults(run=_print_setup_code)
    sweep = commands.add_parser(
        "sweep", help="remove now what interrupted uploads have left, which the gateway does every hour"
    )
    sweep.add_argument(
        "--hours", type=int, required=True, help="age of what is removed; 0 also takes uploads that are under way"
    )
    sweep.set_defaults(run=_sweep)
    again = commands.add_parser(
        "erase-again", help="repeat deletions, one JSON document a line on stdin, in a database that was restored"
    )
    again.set_defaults(run=_erase_again)
    encrypt = commands.add_parser(
        "encrypt-objects",
        help="rewrite every object that is not encrypted under the present key; may be stopped and run again",
    )
    encrypt.set_defaults(run=_encrypt)
    _add_audit(commands.add_parser("audit", help="write the audit log out, or check its chain"))
    return parser


def _add_audit(audit: argparse.ArgumentParser) -> None:
    verbs = audit.add_subparsers(required=True)
    export = verbs.add_parser("export", help="write the entries to standard output, oldest first")
    export.add_argument("--format", choices=[kind.value for kind in AuditFormat], default=AuditFormat.JSONL.value)
    export.add_argument("--since", help="only from this time on: ISO 8601 with a zone, as 2026-03-01T00:00:00Z")
    export.add_argument("--until", help="only before this time")
    export.set_defaults(run=_export_audit)
    verify = verbs.add_parser("verify", help="check the chain; exit with 1 and say where if it is broken")
    verify.add_argument("--expect", metavar="SEQ:HASH", help="an entry noted earlier, which must be there unchanged")
    verify.set_defaults(run=_verify_audit)


def _export_audit(options: argparse.Namespace) -> int:
    try:
        wanted = AuditExport(format=options.format, since=options.since, until=options.until)
    except ValidationError as error:
        return _explain(error)
    asyncio.run(shell.export(get_settings(), wanted, sys.stdout))
    return 0


def _verify_audit(options: argparse.Namespace) -> int:
    expected = shell.noted(options.expect) if options.expect else None
    if options.expect and expected is None:
        sys.stderr.write("--expect wants SEQ:HASH, as an earlier check has printed it.\n")
        return _INVALID
    try:
        return 0 if asyncio.run(shell.verify(get_settings(), expected, sys.stdout)) else _BROKEN
    except (SQLAlchemyError, OSError) as error:
        sys.stderr.write(f"The log could not be read: {describe(error)}\n")
        return _UNREAD


def _create(options: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        account = NewUser.model_validate({"email": options.email, "name": options.name, "password": password})
    except ValidationError as error:
        return _explain(error)
    try:
        asyncio.run(_create_user(account, Role(options.role), get_settings()))
    except WeakPasswordError as error:
        sys.stderr.write(f"password: {error.detail}\n")
        return _INVALID
    sys.stdout.write(f"{account.email} is ready.\n")
    return 0


def _invite(options: argparse.Namespace) -> int:
    try:
        new = NewAccount(email=options.email, name=options.name, role=Role(options.role))
    except ValidationError as error:
        return _explain(error)
    return _print_link(partial(links.invite, new=new, by=None), Action.ACCOUNT_CREATE)


def _reset(options: argparse.Namespace) -> int:
    return _print_link(partial(links.renew_by_email, email=options.email), Action.PASSWORD_LINK_MAKE)


def _remove_second_factor(options: argparse.Namespace) -> int:
    settings = get_settings()
    configure(settings, service="gateway")
    try:
        asyncio.run(_end_second_factor(options.email, settings))
    except AppError as error:
        sys.stderr.write(f"{error.detail}\n")
        return _INVALID
    sys.stderr.write("The account signs in with its password alone now.\n")
    return 0


async def _end_second_factor(email: str, settings: Settings) -> None:
    database = Database(settings)
    try:
        with shell.recording(database, Action.SECOND_FACTOR_REMOVE):
            async with database.transaction() as session:
                await second_factor.end_by_email(session, email)
    finally:
        await database.close()


def _print_link(make: Callable[[AsyncSession, Settings], Awaitable[MadeLink]], action: Action) -> int:
    settings = get_settings()
    configure(settings, service="gateway")
    try:
        made = asyncio.run(_make_link(make, settings, action))
    except AppError as error:
        sys.stderr.write(f"{error.detail}\n")
        return _INVALID
    sys.stdout.write(f"{made.url}\n")
    sys.stderr.write(f"Good once, until {made.expires_at:%Y-%m-%d %H:%M} UTC. Whoever has it chooses the password.\n")
    return 0


async def _make_link(
    make: Callable[[AsyncSession, Settings], Awaitable[MadeLink]], settings: Settings, action: Action
) -> MadeLink:
    database = Database(settings)
    try:
        with shell.recording(database, action):
            async with database.transaction() as session:
                return await make(session, settings)
    finally:
        await database.close()


def _explain(error: ValidationError) -> int:
    for problem in error.errors(include_input=False):
        sys.stderr.write(f"{problem['loc'][0]}: {problem['msg']}\n")
    return _INVALID


def _print_setup_code(_: argparse.Namespace) -> int:
    settings = get_settings()
    if settings.setup_code is not None and asyncio.run(_needs_administrator(settings)):
        sys.stdout.write(f"{settings.setup_code.get_secret_value()}\n")
    return 0


async def _needs_administrator(settings: Settings) -> bool:
    database = Database(settings)
    try:
        async with database.transaction() as session:
            return await accounts.needs_administrator(session)
    finally:
        await database.close()


async def _create_user(account: NewUser, role: Role, settings: Settings) -> None:
    database = Database(settings)
    hasher = PasswordHasher(settings.bcrypt_rounds)
    try:
        await database.migrate()
        with shell.recording(database, Action.ACCOUNT_CREATE):
            await accounts.create_or_update(database, account, role, hasher)
    finally:
        hasher.close()
        await database.close()


async def _remove_leftovers(age: timedelta, settings: Settings) -> None:
    async with open_resources(settings) as resources:
        await Sweeper(resources).sweep(now() - age)
        await Purger(resources).sweep()


if __name__ == "__main__":
    sys.exit(main())
