"""The gateway that the commands talk to, and the account that they use."""

from pydantic import SecretStr

from cli.client.session import Account, Key
from cli.errors import UnreachableError, UsageError
from cli.settings import CliSettings
from ops.local.account import local_account
from ops.local.stack import ensure_running
from servers.program import ServerError


def local_target() -> tuple[str, Account]:
    """Return address and account of the local stack, started if it does not run; raise UnreachableError if it fails."""
    try:
        address = ensure_running()
        email, password = local_account()
    except (ServerError, OSError) as error:
        raise UnreachableError(f"The local stack could not be started. {error}") from error
    return address.gateway_url, Account(email, SecretStr(password))


def remote_target(url: str, settings: CliSettings) -> tuple[str, Account | Key]:
    """Return the address and the key or account named in the settings; UsageError where either is missing."""
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"{url} is not an address that begins with http:// or https://")
    if settings.token is not None:
        return url, Key(settings.token)
    if settings.email is None or settings.password is None:
        raise UsageError(
            "With --url, name a key in SCRIBE_CLI_TOKEN, or the account in SCRIBE_CLI_EMAIL and SCRIBE_CLI_PASSWORD."
        )
    return url, Account(settings.email, settings.password)
