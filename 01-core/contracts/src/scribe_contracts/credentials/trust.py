"""Trust in the servers that the product calls: only those whose certificate and name have been verified."""

import ssl
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

_VERIFIED = "verify-full"
_PLAIN = "disable"


@cache
def trusting(ca_file: Path | None) -> ssl.SSLContext:
    """Return what verifies certificate and name of a server, by the system's authorities and those of the file."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def for_http(ca_file: Path | None) -> ssl.SSLContext | bool:
    """Return how a client of HTTP verifies servers: by the authorities it comes with unless there is a file."""
    return True if ca_file is None else trusting(ca_file)


def require_authorities(ca_file: Path) -> Path:
    """Return the file; ValueError unless it holds certificates that can be read."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(ca_file)
    except ssl.SSLError:
        raise ValueError(f"{ca_file} holds no certificates in PEM") from None
    except OSError as error:
        raise ValueError(f"{ca_file} cannot be read: {error.strerror}") from None
    return ca_file


def require_plain_or_verified(database_url: str) -> str:
    """Return the address of PostgreSQL; ValueError where it asks for TLS with a server that nobody has verified."""
    options = {name: value for name, value in parse_qsl(urlsplit(database_url).query) if name.startswith("ssl")}
    if options and (set(options) != {"ssl"} or options["ssl"] not in {_VERIFIED, _PLAIN}):
        raise ValueError(f"TLS is asked for by ?ssl={_VERIFIED} alone: others do not verify whom they talk to")
    return database_url


def asks_for_tls(database_url: str) -> bool:
    """Return whether the address of PostgreSQL does, as `require_plain_or_verified` lets it."""
    return dict(parse_qsl(urlsplit(database_url).query)).get("ssl") == _VERIFIED


def without_own_options(redis_url: str) -> str:
    """Return the address of Redis; ValueError where it says itself what is verified."""
    if any(name.startswith("ssl") for name, _ in parse_qsl(urlsplit(redis_url).query, keep_blank_values=True)):
        raise ValueError("TLS is asked for by rediss:// and SCRIBE_CA_FILE alone, without options in the address")
    return redis_url


def describe_refusal(error: BaseException | None) -> str | None:
    """Return why TLS with a server has failed, of an error that some library has wrapped; None for other errors."""
    # botocore's, which compares names itself; slow to import, and needed where something fails.
    from urllib3.util.ssl_match_hostname import CertificateError

    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"its certificate is refused: {error.verify_message}"
        if isinstance(error, CertificateError):
            return f"its certificate is refused: {error}"
        if isinstance(error, ssl.SSLError):
            return f"TLS with it fails: {error.reason or 'unknown reason'}"
        # asyncpg's, of a server without TLS.
        if isinstance(error, ConnectionError) and "rejected SSL upgrade" in str(error):
            return "it does not speak TLS"
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None
