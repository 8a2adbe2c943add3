"""The form of sealed objects: ranges, ends, and everything that somebody with the disk may do to them."""

import io
import os

import pytest

from scribe_contracts.encryption.chunks import (
    CHUNK,
    SEALED_CHUNK,
    OpenedBody,
    SealedBody,
    opened_size,
    sealed_size,
)
from scribe_contracts.encryption.errors import DamagedError, EncryptionError, KeyMissingError
from scribe_contracts.encryption.keys import KeyRing, MasterKey

PLACE = ("uploads", "1/source")
KEY, OTHER = MasterKey(bytes(range(32))), MasterKey(bytes(32))
RING = KeyRing(KEY)
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17)


def sealed(content: bytes, place: tuple[str, str] = PLACE, salt: bytes = b"s" * 16) -> bytes:
    return SealedBody(content, KEY, place, salt).read()


def opened(stored: bytes, ring: KeyRing = RING, place: tuple[str, str] = PLACE) -> bytes:
    size = opened_size(len(stored))
    assert size is not None
    return OpenedBody(io.BytesIO(stored), ring, place, size, last=size - 1).read()


def chunks(stored: bytes) -> list[bytes]:
    return [stored[at : at + SEALED_CHUNK] for at in range(0, len(stored), SEALED_CHUNK)]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back_and_its_size_is_known_from_outside(size: int) -> None:
    content = os.urandom(size)
    stored = sealed(content)
    assert len(stored) == sealed_size(size)
    assert opened_size(len(stored)) == size
    assert opened(stored) == content


def test_no_object_has_other_sizes() -> None:
    sizes = {sealed_size(size) for size in range(3 * CHUNK)}
    assert [size for size in range(2 * SEALED_CHUNK) if (opened_size(size) is not None) != (size in sizes)] == []


@pytest.mark.parametrize("step", [1000, SEALED_CHUNK, 1 << 20])
def test_a_body_that_is_read_again_and_in_any_pieces_is_the_same(step: int) -> None:
    body = SealedBody(os.urandom(3 * CHUNK + 17), KEY, PLACE, b"s" * 16)
    whole = body.read()
    body.seek(0)
    pieces = []
    while piece := body.read(step):
        pieces.append(piece)
    assert b"".join(pieces) == whole
    assert len(whole) == len(body) == body.tell()


@pytest.mark.parametrize(("first", "last"), [(0, 0), (5, CHUNK - 1), (CHUNK - 1, CHUNK), (70_000, 3 * CHUNK + 16)])
def test_a_range_needs_its_own_chunks_only(first: int, last: int) -> None:
    content = os.urandom(3 * CHUNK + 17)
    needed = sealed(content)[first // CHUNK * SEALED_CHUNK : (last // CHUNK + 1) * SEALED_CHUNK]
    body = OpenedBody(io.BytesIO(needed), RING, PLACE, len(content), first=first, last=last)
    pieces = []
    while piece := body.read(1000):
        pieces.append(piece)
    assert b"".join(pieces) == content[first : last + 1]


def test_parts_that_were_sealed_apart_make_one_object() -> None:
    content = os.urandom(4 * CHUNK + 5)
    parts = [
        SealedBody(content[: 2 * CHUNK], KEY, PLACE, b"u" * 16, is_end=False),
        SealedBody(content[2 * CHUNK :], KEY, PLACE, b"u" * 16, first=2),
    ]
    assert opened(b"".join(part.read() for part in parts)) == content


def test_the_same_content_never_looks_the_same() -> None:
    assert not set(chunks(sealed(bytes(3 * CHUNK)))) & set(chunks(sealed(bytes(3 * CHUNK))))


def test_whatever_is_done_to_a_sealed_object_is_noticed() -> None:
    content = os.urandom(3 * CHUNK + 17)
    stored = sealed(content)
    first, second, third, end = chunks(stored)
    other_version = chunks(sealed(content, salt=b"t" * 16))
    other_object = chunks(sealed(content, place=("uploads", "2/source")))
    harms = {
        "a bit": stored[:-1] + bytes([stored[-1] ^ 1]),
        "order": second + first + third + end,
        "repeated": first + first + third + end,
        "end cut off": first + second + third,
        "middle left out": first + third + end,
        "of an earlier version": first + other_version[1] + third + end,
        "of another meeting": first + other_object[1] + third + end,
        "another object whole": b"".join(other_object),
        "emptied": sealed(b"", place=("uploads", "2/source")),
    }
    for name, harmed in harms.items():
        with pytest.raises(DamagedError):
            raise AssertionError(f"{name}: {len(opened(harmed))} bytes were read")
    with pytest.raises(DamagedError):
        OpenedBody(io.BytesIO(stored[:-40]), RING, PLACE, len(content), last=len(content) - 1).read()


def test_keys_are_told_apart_and_a_missing_one_is_named_without_being_shown() -> None:
    stored = sealed(b"words")
    assert opened(stored, KeyRing(OTHER, previous=KEY)) == b"words"
    with pytest.raises(KeyMissingError) as error:
        opened(stored, KeyRing(OTHER))
    assert KEY.id.hex() in str(error.value)
    assert OTHER.id.hex() in str(error.value)
    assert OTHER.secret.hex() not in str(error.value)
    assert isinstance(error.value, EncryptionError)
    with pytest.raises(KeyMissingError, match="neither is set"):
        KeyRing().find(KEY.id)
