"""Work on the gateway's database from a shell: `python -m app.manage create-user …`."""

import argparse
import asyncio
import sys

from pydantic import ValidationError

from app.core.config import Settings, get_settings
from app.core.db import Database
from app.core.hashing import PasswordHasher
from app.models import Role
from app.schemas.user import NewUser
from app.services.accounts import accounts

_INVALID = 2


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        account = NewUser.model_validate({"email": options.email, "name": options.name, "password": password})
    except ValidationError as error:
        for problem in error.errors(include_input=False):
            sys.stderr.write(f"{problem['loc'][0]}: {problem['msg']}\n")
        return _INVALID
    asyncio.run(_create_user(account, Role(options.role), get_settings()))
    sys.stdout.write(f"{account.email} is ready.\n")
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
    return parser


async def _create_user(account: NewUser, role: Role, settings: Settings) -> None:
    database = Database(settings)
    try:
        await database.migrate()
        await accounts.create_or_update(database, account, role, PasswordHasher(settings.bcrypt_rounds))
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main())
