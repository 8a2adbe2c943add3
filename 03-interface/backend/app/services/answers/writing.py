"""The model's answer, claim by claim while it is written, each compared with what it cites."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from app.services.answers.found.stretches import Turn
from app.services.answers.prompts import Prompt
from scribe_contracts.evidence.checks import Doubt, adding_turns, best_turns, doubts, neighbors
from scribe_contracts.evidence.languages import is_other_language
from scribe_contracts.language.answers import UnfitAnswerError, read_answer, strip_reasoning
from scribe_contracts.language.client import LanguageClient, correction
from scribe_contracts.language.errors import AnswerInvalidError
from scribe_contracts.language.wire import Message

_LIST = '"claims"'


@dataclass(frozen=True)
class WrittenClaim:
    """A sentence with the turns that it rests on, and what the server doubts."""

    text: str
    turns: tuple[Turn, ...]
    doubts: tuple[Doubt, ...]


class _RawClaim(BaseModel):
    text: str = ""
    turns: list[int] = []


@dataclass
class ClaimReader:
    """Reads claims from JSON that is still being written."""

    text: str = ""
    _at: int = 0
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    def feed(self, piece: str) -> list[tuple[str, list[int]]]:
        """Return the claims that are complete with this piece: text and numbers of turns."""
        self.text += piece
        written = strip_reasoning(self.text)
        begin = written.find(_LIST)
        if begin < 0 or self.is_refusal:
            return []
        at = max(self._at, written.find("[", begin + len(_LIST)) + 1)
        found: list[tuple[str, list[int]]] = []
        while at > 0 and (start := written.find("{", at)) >= 0 and not written[at:start].strip(" \t\r\n,"):
            try:
                value, at = self._decoder.raw_decode(written, start)
            except json.JSONDecodeError:
                break
            self._at = at
            try:
                claim = _RawClaim.model_validate(value)
            except ValidationError:
                continue
            found.append((" ".join(claim.text.split()), claim.turns))
        return found

    @property
    def is_refusal(self) -> bool:
        """Return whether the model says that the turns do not answer."""
        head = strip_reasoning(self.text).partition(_LIST)[0]
        return '"said"' in head and "false" in head.partition('"said"')[2]


async def write_claims(client: LanguageClient, prompt: Prompt, language: str) -> AsyncIterator[WrittenClaim | None]:
    """Yield None once the model begins to write, then each claim.

    An answer that is not in the form is asked for once more, unless claims of it were shown already. Raise
    LanguageError.
    """
    messages = prompt.messages
    begun = False
    for is_last in (False, True):
        reader, cut_off, count = ClaimReader(), False, 0
        deltas = client.stream(messages, max_tokens=prompt.max_tokens, schema=prompt.schema)
        async with aclosing(deltas):  # type: ignore[type-var]
            async for delta in deltas:
                if not begun and delta.text:
                    begun = True
                    yield None
                cut_off = cut_off or delta.finish_reason == "length"
                for text, numbers in reader.feed(delta.text):
                    claim = check_claim(text, numbers, prompt.turns, language)
                    if claim is not None:
                        count += 1
                        yield claim
        problem = _problem(reader, prompt, cut_off=cut_off)
        if problem is None or count:
            return
        if is_last:
            raise AnswerInvalidError(f"The model gave no valid answer, asked twice: {problem}")
        told = f"{prompt.messages[-1].content}\n\n{correction(problem)}"
        messages = (*prompt.messages[:-1], Message(role="user", content=told))


def _problem(reader: ClaimReader, prompt: Prompt, *, cut_off: bool) -> UnfitAnswerError | None:
    if reader.is_refusal:
        return None
    if cut_off:
        return UnfitAnswerError("The answer was longer than allowed and was cut off. Write less.")
    try:
        read_answer(reader.text, prompt.form)
    except UnfitAnswerError as error:
        return error
    return None


def check_claim(text: str, numbers: Sequence[int], turns: Sequence[Turn], language: str) -> WrittenClaim | None:
    """Return the claim with its evidence and doubts; None if it says nothing, or nothing that was read is like it.

    Numbers that were not given cite nothing. Where the cited turns do not hold what it says and another one that the
    model has read does, that one is its evidence: small models write the right sentence beside a wrong number.
    """
    if not text:
        return None
    by_number = {turn.spoken.number: turn for turn in turns}
    cited = tuple(by_number[number] for number in dict.fromkeys(numbers) if number in by_number)
    found = _doubts(text, cited, turns, language)
    if found:
        for better in best_turns(text, [turn.spoken for turn in turns]):
            candidate = (by_number[better.number],)
            fewer = _doubts(text, candidate, turns, language)
            if len(fewer) < len(found) or not cited:
                cited, found = candidate, fewer
    if not cited:
        # No sentence without a place that can be heard.
        return None
    return WrittenClaim(text, _needed(text, cited, found, turns, language), found)


def _needed(
    text: str, cited: tuple[Turn, ...], found: tuple[Doubt, ...], turns: Sequence[Turn], language: str
) -> tuple[Turn, ...]:
    """Return the cited turns without those that add no word: small models cite every turn before the right one."""
    numbers = {turn.number for turn in adding_turns(text, [turn.spoken for turn in cited])}
    fewer = tuple(turn for turn in cited if turn.spoken.number in numbers)
    return fewer if fewer and not set(_doubts(text, fewer, turns, language)) - set(found) else cited


def _doubts(text: str, cited: Sequence[Turn], turns: Sequence[Turn], language: str) -> tuple[Doubt, ...]:
    meetings: Mapping[Any, Turn] = {turn.source.meeting_id: turn for turn in cited}
    spoken = [turn.spoken for turn in turns if turn.source.meeting_id in meetings]
    own = [turn.spoken for turn in cited]
    names = [name for turn in meetings.values() for name in (*turn.source.names, turn.source.title)]
    found = list(doubts(text, own, participants=names, around=neighbors(spoken, own)))
    translates = any(turn.source.transcript.language != language for turn in meetings.values())
    if translates and Doubt.LITTLE_SHARED in found:
        found[found.index(Doubt.LITTLE_SHARED)] = Doubt.TRANSLATED
    if is_other_language(text, language):
        found.append(Doubt.OTHER_LANGUAGE)
    return tuple(found)
