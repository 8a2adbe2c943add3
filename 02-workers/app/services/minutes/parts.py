"""Division of a meeting into parts that fit the model, so that no prompt can be longer than its context."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from scribe_contracts.evidence.turns import NumberedTurn

MARGIN = 512
"""Tokens left free: the chat's own markers, short enumerations in the schema, and what a model is told about an answer
that did not fit."""

MAX_ANSWER = 1536
MAX_PART = 3000
"""Longer parts would fit large contexts, but models, small ones above all, miss what stands in the middle."""

MIN_PART = 200

CountTokens = Callable[[str], Awaitable[int]]


@dataclass(frozen=True)
class Budget:
    """Tokens of one prompt: `answer` for what the model writes, `turns` for what it reads."""

    answer: int
    turns: int


def share_out(context: int, overhead: int) -> Budget | None:
    """Return the budget for a model of this context, where a prompt without turns takes `overhead` tokens.

    Return None where no useful part would fit.
    """
    answer = min(MAX_ANSWER, context // 3)
    turns = min(MAX_PART, context - answer - overhead - MARGIN)
    return Budget(answer, turns) if turns >= MIN_PART else None


async def divide(turns: Sequence[NumberedTurn], budget: int, count: CountTokens) -> list[list[NumberedTurn]]:
    """Return the turns in parts of at most `budget` tokens; a turn that alone is longer is a part of its own."""
    parts: list[list[NumberedTurn]] = []
    room = 0
    for turn in turns:
        # One more for the line break.
        size = await count(turn.line) + 1
        if not parts or size > room:
            parts.append([])
            room = budget
        parts[-1].append(turn)
        room -= size
    return parts


async def fill(turns: Iterable[NumberedTurn], budget: int, count: CountTokens) -> list[NumberedTurn]:
    """Return of the turns, most needed first, as many as `budget` tokens hold, in the order of the meeting.

    The first is there even if it alone is longer.
    """
    taken: list[NumberedTurn] = []
    room = budget
    for turn in turns:
        size = await count(turn.line) + 1
        if taken and size > room:
            break
        taken.append(turn)
        room -= size
    return sorted(taken, key=lambda turn: turn.number)
