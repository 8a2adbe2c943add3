"""Alignment of two texts, word by word, in bounded time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_MAX_PAIRS = 100_000
"""Pairs of equal words up to which `SequenceMatcher` is quick; beyond, it would take the square of them."""


class Block(NamedTuple):
    """`old[old_from:old_to]` became `new[new_from:new_to]`."""

    tag: str
    """equal, replace, delete or insert."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


def align(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks that turn `old` into `new`.

    Texts that repeat themselves too much are cut at words that occur once in both; what lies between two of these and
    is still too much counts as replaced.
    """
    if _count_pairs(old, new) <= _MAX_PAIRS:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        yield from map(Block._make, matcher.get_opcodes())
        return
    old_done = new_done = 0
    for old_at, new_at in [*_anchors(old, new), (len(old), len(new))]:
        yield from _align_gap(old, new, Block("replace", old_done, old_at, new_done, new_at))
        if old_at < len(old):
            yield Block("equal", old_at, old_at + 1, new_at, new_at + 1)
        old_done, new_done = old_at + 1, new_at + 1


def _align_gap(old: Sequence[str], new: Sequence[str], gap: Block) -> Iterator[Block]:
    was, now = old[gap.old_from : gap.old_to], new[gap.new_from : gap.new_to]
    if _count_pairs(was, now) <= _MAX_PAIRS:
        for tag, *(old_from, old_to, new_from, new_to) in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            yield Block(
                tag, gap.old_from + old_from, gap.old_from + old_to, gap.new_from + new_from, gap.new_from + new_to
            )
    elif was and now:
        yield gap


def _count_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(count * counts[key] for key, count in Counter(old).items())


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of words that occur once in both texts and come in the same order, as many as possible."""
    old_counts, new_counts = Counter(old), Counter(new)
    place = {key: at for at, key in enumerate(new) if new_counts[key] == 1}
    pairs = [(at, place[key]) for at, key in enumerate(old) if old_counts[key] == 1 and key in place]
    return _longest_increasing(pairs)


def _longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which the second numbers increase (patience sorting)."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for at, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [at]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]
