"""The form of a sealed object: chunks of equal length, each sealed by AES-256-GCM.

A chunk is id of the key (4 bytes), salt of the object's version (16), nonce (12), content (65536, fewer in the last),
tag (16). The number of the chunk, and whether it is the last, are sealed with it. So any range can be read alone, and
a chunk that was changed, moved, or taken from another object or version is noticed, and so is a missing end where the
end is read. An empty object is one chunk without content. Random nonces are good for 2^32 chunks under one key, which
is that of one version of one object: 256 TiB, where S3 takes 50 TB.
"""

import os
import struct
from typing import Final, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from scribe_contracts.encryption.errors import DamagedError
from scribe_contracts.encryption.keys import ID_BYTES, KeyRing, MasterKey

CHUNK: Final = 2**16
SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_HEAD: Final = ID_BYTES + SALT_BYTES + _NONCE_BYTES
OVERHEAD: Final = _HEAD + _TAG_BYTES
SEALED_CHUNK: Final = CHUNK + OVERHEAD


class ByteStream(Protocol):
    """A body as S3 gives it."""

    def read(self, amt: int | None = None) -> bytes: ...
    def close(self) -> None: ...


def count_chunks(size: int) -> int:
    """Return the number of chunks of an object or part of `size` bytes."""
    return max(1, -(-size // CHUNK))


def sealed_size(size: int) -> int:
    """Return the bytes that an object or part of `size` bytes has once it is sealed."""
    return size + count_chunks(size) * OVERHEAD


def opened_size(sealed: int) -> int | None:
    """Return the bytes of an object that has `sealed` bytes in storage; None where no object has so many."""
    chunks = -(-sealed // SEALED_CHUNK)
    size = sealed - chunks * OVERHEAD
    return size if size >= 0 and sealed_size(size) == sealed else None


def _said(index: int, *, is_last: bool) -> bytes:
    return struct.pack(">Q?", index, is_last)


class SealedBody:
    """Content sealed while it is sent, chunk by chunk, so that it takes no second place in memory.

    A request reads its body several times, for checksums and for retries: each time the same bytes come out, provided
    that nobody changes `content` meanwhile.
    """

    def __init__(
        self,
        content: bytes | bytearray | memoryview,
        key: MasterKey,
        location: tuple[str, str],
        salt: bytes,
        *,
        first: int = 0,
        is_end: bool = True,
    ) -> None:
        """`first` is the number of the first chunk; with `is_end` the last one here is the object's last."""
        self._content = memoryview(content)
        self._chunks = count_chunks(len(content))
        self._cipher = key.of_object(*location, salt)
        self._head = key.id + salt
        self._nonces = os.urandom(self._chunks * _NONCE_BYTES)
        self._first = first
        self._is_end = is_end
        self._position = 0
        self._sealed = b""
        self._sealed_index = -1

    def __len__(self) -> int:
        return sealed_size(len(self._content))

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: len(self)}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, amt: int | None = -1) -> bytes:
        """Return all that is left; where a size is given no more than the rest of a chunk, whatever that size is."""
        if amt is None or amt < 0:
            return b"".join(iter(lambda: self.read(SEALED_CHUNK), b""))
        if self._position >= len(self):
            return b""
        index, offset = divmod(self._position, SEALED_CHUNK)
        piece = self._chunk(index)[offset : offset + amt]
        self._position += len(piece)
        return piece

    def _chunk(self, index: int) -> bytes:
        if self._sealed_index != index:
            nonce = self._nonces[index * _NONCE_BYTES : (index + 1) * _NONCE_BYTES]
            said = _said(self._first + index, is_last=self._is_end and index == self._chunks - 1)
            content = self._content[index * CHUNK : (index + 1) * CHUNK]
            self._sealed = b"".join((self._head, nonce, self._cipher.encrypt(nonce, content, said)))
            self._sealed_index = index
        return self._sealed


class OpenedBody:
    """The content of a sealed object, opened while it arrives. It gives no byte that was not verified."""

    def __init__(
        self, sealed: ByteStream, ring: KeyRing, location: tuple[str, str], size: int, *, first: int = 0, last: int
    ) -> None:
        """`sealed` begins with the chunk of the byte `first` and ends with that of `last`, of `size` bytes in all."""
        self._raw = sealed
        self._ring = ring
        self._location = location
        self._size = size
        self._index = first // CHUNK
        self._skip = first % CHUNK
        self._left = last - first + 1
        self._chunk = memoryview(b"")
        self._cipher: AESGCM | None = None
        self._key_id = b""
        self._salt: bytes | None = None
        self._is_open = True

    def read(self, amt: int | None = None) -> bytes:
        pieces: list[memoryview] = []
        wanted = self._left if amt is None or amt < 0 else min(amt, self._left)
        while wanted > 0:
            if not self._chunk:
                self._next()
            piece, self._chunk = self._chunk[:wanted], self._chunk[wanted:]
            pieces.append(piece)
            self._left -= len(piece)
            wanted -= len(piece)
        if self._left == 0 and self._is_open:
            self._finish()
        return b"".join(pieces)

    def _finish(self) -> None:
        if self._size == 0:
            # What stands for nothing is verified as well.
            self._next()
        # Another read gives the connection back, and notices an answer that was cut off.
        self._is_open = False
        self._raw.read(1)

    def _next(self) -> None:
        start = self._index * CHUNK
        length = min(CHUNK, self._size - start)
        content = self._open(self._receive(length + OVERHEAD), is_last=self._index == count_chunks(self._size) - 1)
        self._chunk = memoryview(content)[self._skip : self._skip + self._left]
        self._skip = 0
        self._index += 1

    def _receive(self, length: int) -> bytes:
        received = self._raw.read(length)
        while len(received) < length:
            more = self._raw.read(length - len(received))
            if not more:
                raise DamagedError(*self._location, "it ends within a chunk")
            received += more
        return received

    def _open(self, chunk: bytes, *, is_last: bool) -> bytes:
        key_id, salt, nonce = (
            chunk[:ID_BYTES],
            chunk[ID_BYTES : ID_BYTES + SALT_BYTES],
            chunk[_HEAD - _NONCE_BYTES : _HEAD],
        )
        if self._salt not in (None, salt):
            raise DamagedError(*self._location, f"chunk {self._index} is of another version")
        if self._cipher is None or key_id != self._key_id:
            # The parts of one upload may have come before and after a change of keys.
            self._cipher = self._ring.find(key_id).of_object(*self._location, salt)
            self._key_id, self._salt = key_id, salt
        try:
            return self._cipher.decrypt(nonce, memoryview(chunk)[_HEAD:], _said(self._index, is_last=is_last))
        except InvalidTag as error:
            raise DamagedError(*self._location, f"chunk {self._index} does not open") from error

    def close(self) -> None:
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
