"""Work on the gateway's data from a shell: `python -m app.manage create-user … | sweep …`."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from datetime import timedelta

from pydantic import ValidationError

from app.core.config import Settings, get_settings
from app.core.db import Database
from app.core.passwords.hasher import PasswordHasher
from app.core.passwords.strength import WeakPasswordError
from app.models import Role
from app.models.base import now
from app.resources import open_resources
from app.schemas.user import NewUser
from app.services.accounts import accounts
from app.services.maintenance.sweeper import Sweeper
from app.services.storage.purge import Purger

_INVALID = 2


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _sweep(options: argparse.Namespace) -> int:
    asyncio.run(_remove_leftovers(timedelta(hours=options.hours), get_settings()))
    return 0


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
    code = commands.add_parser("setup-code", help="print the set-up code as long as there is no administrator")
    code.set_defaults(run=_print_setup_code)
    sweep = commands.add_parser(
        "sweep", help="remove now what interrupted uploads have left, which the gateway does every hour"
    )
    sweep.add_argument(
        "--hours", type=int, required=True, help="age of what is removed; 0 also takes uploads that are under way"
    )
    sweep.set_defaults(run=_sweep)
    return parser


def _create(options: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        account = NewUser.model_validate({"email": options.email, "name": options.name, "password": password})
    except ValidationError as error:
        for problem in error.errors(include_input=False):
            sys.stderr.write(f"{problem['loc'][0]}: {problem['msg']}\n")
        return _INVALID
    try:
        asyncio.run(_create_user(account, Role(options.role), get_settings()))
    except WeakPasswordError as error:
        sys.stderr.write(f"password: {error.detail}\n")
        return _INVALID
    sys.stdout.write(f"{account.email} is ready.\n")
    return 0


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
