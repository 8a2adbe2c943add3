"""The reader finds the same parts however the network cuts the form into pieces."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.forms.errors import IncompleteFormError, MalformedFormError
from app.services.forms.multipart import MultipartReader

BOUNDARY = "b0undary"


@dataclass(frozen=True)
class Field:
    name: str
    filename: str | None
    content: bytes

    def encode(self) -> bytes:
        filename = "" if self.filename is None else f'; filename="{self.filename}"'
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{self.name}"{filename}\r\n\r\n'
        return head.encode() + self.content + b"\r\n"


async def feed(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def read(pieces: Iterable[bytes]) -> list[Field]:
    found = []
    async for part in MultipartReader(BOUNDARY.encode(), feed(pieces)).parts():
        content = b"".join([chunk async for chunk in part.chunks()])
        found.append(Field(part.headers.name, part.headers.filename, content))
    return found


# Bytes that the parser has to look at twice, besides any others.
tricky = st.lists(
    st.sampled_from([b"\r", b"\n", b"\r\n", b"-", b"--", f"\r\n--{BOUNDARY[:-1]}".encode(), b"\r\n--", b"\0"])
    | st.binary(max_size=40)
).map(b"".join)
safe = tricky.filter(lambda content: f"\r\n--{BOUNDARY}".encode() not in b"\r\n" + content + b"\r\n")
names = st.text(st.characters(blacklist_categories=["C", "Z"], blacklist_characters='"\\%;'), min_size=1, max_size=12)
forms = st.lists(st.builds(Field, names, st.none() | names, safe), max_size=5)


@given(forms, st.lists(st.integers(0, 600), max_size=30))
async def test_any_chunking_gives_the_same_parts(form: list[Field], cuts: list[int]) -> None:
    whole = b"".join(field.encode() for field in form) + f"--{BOUNDARY}--\r\n".encode()
    places = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[start:end] for start, end in pairwise(places)]
    assert await read(pieces) == form


@given(forms.filter(bool), st.data())
async def test_a_form_that_ends_early_is_never_taken_for_whole(form: list[Field], data: st.DataObject) -> None:
    whole = b"".join(field.encode() for field in form) + f"--{BOUNDARY}--".encode()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(IncompleteFormError):
        await read([whole[:cut]])


async def test_content_that_is_not_read_is_skipped() -> None:
    form = [Field("a", None, b"1" * 1000), Field("b", None, b"2")]
    whole = b"".join(field.encode() for field in form) + f"--{BOUNDARY}--".encode()
    reader = MultipartReader(BOUNDARY.encode(), feed([whole]))
    assert [part.headers.name async for part in reader.parts()] == ["a", "b"]


async def test_the_body_is_read_no_further_than_asked() -> None:
    """Backpressure: content that is not taken stays in the socket."""
    taken = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal taken
        yield Field("file", "a.wav", b"").encode()[:-2]
        for _ in range(100):
            taken += 1
            yield b"x" * 1000

    async for part in MultipartReader(BOUNDARY.encode(), body()).parts():
        async for _ in part.chunks():
            break
        assert taken == 1
        break


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Content-Type: text/plain\r\n",
        b"Content-Disposition: attachment; name=a\r\n",
        b"Content-Disposition: form-data\r\n",
        b"X: " + b"x" * 10_000 + b"\r\n",
        b"".join(b"X-%d: x\r\n" % number for number in range(20)),
    ],
)
async def test_a_part_needs_a_name(head: bytes) -> None:
    with pytest.raises(MalformedFormError):
        await read([f"--{BOUNDARY}\r\n".encode() + head + b"\r\ncontent\r\n" + f"--{BOUNDARY}--".encode()])
