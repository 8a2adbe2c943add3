"""Directions of a text by the Unicode Bidirectional Algorithm (UAX 9)."""

import unicodedata

from bidi import algorithm

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that tell directions and have no shape. What is exported holds them seldom; letters tell enough."""


_NEUTRAL = "\N{OBJECT REPLACEMENT CHARACTER}"


def without_controls(text: str) -> str:
    """Return the text without marks of direction."""
    return text.translate(_CONTROLS)


def runs_right_to_left(text: str) -> bool:
    """Return whether any letter or number of the text is written from right to left."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def levels_of(text: str) -> list[int]:
    """Return the embedding level of each letter, odd from right to left. The text has no controls and one line."""
    # Newer emoji have no class in this Python's Unicode, and the algorithm takes nothing without one.
    text = "".join(letter if unicodedata.bidirectional(letter) else _NEUTRAL for letter in text)
    storage = algorithm.get_empty_storage()
    base = base_level(text)
    storage["base_level"], storage["base_dir"] = base, "R" if base else "L"
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    known = iter(int(letter["level"]) for letter in storage["chars"])
    levels: list[int] = []
    for letter in text:
        # The algorithm leaves joiners and the like out (rule X9): they go with the letter before them.
        is_left_out = unicodedata.bidirectional(letter) == "BN"
        levels.append((levels[-1] if levels else base) if is_left_out else next(known))
    return levels


def base_level(text: str) -> int:
    """Return 1 if the first letter with a direction is written from right to left, else 0."""
    return int(algorithm.get_base_level(text))


def visual_order(levels: list[int]) -> list[int]:
    """Return the places of pieces from left to right, by the level of each (rule L2)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level % 2), default=None)
    if lowest is None:
        return order
    for floor in range(max(levels), lowest - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= floor:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order
