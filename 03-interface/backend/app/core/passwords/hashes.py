"""Hashes of passwords: pure functions, slow by design. Only the process that hashes loads the library."""

_PRESENT = "$bcrypt-sha256$"
"""Beginning of the hashes that are made now: bcrypt over a keyed SHA-256 of the password, so that all of it counts."""

_MAX_BCRYPT_BYTES = 72
"""Bcrypt alone, as in older hashes, reads no further; a longer password would be cut silently."""


def check_characters(password: str) -> None:
    """Raise ValueError for a password that cannot be hashed."""
    if "\0" in password:
        raise ValueError("the password contains a NUL character")
    try:
        password.encode()
    except UnicodeEncodeError:
        raise ValueError("the password is not valid Unicode") from None


def hash_password(password: str, *, rounds: int) -> str:
    """Return the hash of a password of any length. Slow by design."""
    from passlib.hash import bcrypt_sha256

    check_characters(password)
    hasher = bcrypt_sha256.using(rounds=rounds)  # type: ignore[no-untyped-call]
    return str(hasher.hash(password))


def verify_password(password: str, password_hash: str) -> bool:
    """Return whether the password is right. As slow as hashing.

    A password that cannot be hashed is a wrong one, and takes as long.
    """
    from passlib.hash import bcrypt, bcrypt_sha256

    scheme = bcrypt if is_outdated(password_hash) else bcrypt_sha256
    try:
        check_characters(password)
    except ValueError:
        scheme.verify("", password_hash)
        return False
    if scheme is bcrypt and len(password.encode()) > _MAX_BCRYPT_BYTES:
        scheme.verify("", password_hash)
        return False
    return bool(scheme.verify(password, password_hash))


def is_outdated(password_hash: str) -> bool:
    """Return whether the hash is an older version's; it is made anew when its password is next given."""
    return not password_hash.startswith(_PRESENT)
