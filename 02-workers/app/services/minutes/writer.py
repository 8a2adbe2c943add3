"""Writing of minutes: part after part, then joined in levels."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from app.services.minutes import prompts
from app.services.minutes.answers import Entries, Entry, answer_model, entries_for, read_entries
from app.services.minutes.checking import Checker
from app.services.minutes.instructions import Instructions
from app.services.minutes.merging import join_alike, join_evidence
from app.services.minutes.parts import MIN_PART, Budget, divide, fill, share_out
from app.services.minutes.prompts import Facts
from app.services.minutes.rereading import by_need
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.evidence.names import clean_label
from scribe_contracts.evidence.turns import NumberedTurn, number_turns
from scribe_contracts.language.answers import shown_schema
from scribe_contracts.language.client import LanguageClient, ServedModel
from scribe_contracts.language.errors import AnswerInvalidError, LanguageRefusedError
from scribe_contracts.language.wire import Message
from scribe_contracts.minutes.document import MinutesItem
from scribe_contracts.minutes.events import MinutesStage
from scribe_contracts.minutes.jobs import StaleItem, WriteMinutes
from scribe_contracts.minutes.templates import Section, SectionKind
from scribe_contracts.transcript import Transcript

MAX_SENTENCES = 7
MAX_CHAPTERS = 12
MAX_LEVELS = 8
_MERGE_SHARE = 0.9
"""Share of a job that is done when all parts are written."""

_NUMBERS = (99_999,)
"""Any number: those of a part are not in the schema that the model reads, but for very short parts."""


class PartStore(Protocol):
    """Keeps what was written of each part, so that another attempt does not write it again."""

    async def load(self, fingerprint: str) -> Entries | None: ...

    async def save(self, fingerprint: str, entries: Entries) -> None: ...


Report = Callable[[MinutesStage, float], Awaitable[None]]
"""Called with the stage and the share of the whole job that is done; may raise to stop the work."""


@dataclass(frozen=True)
class Written:
    language: str
    model: ServedModel
    items: tuple[MinutesItem, ...]


@dataclass(frozen=True)
class _Work:
    """Everything that the steps of one job share."""

    facts: Facts
    checker: Checker
    turns: Sequence[NumberedTurn]
    model: ServedModel


class MinutesWriter:
    """Writes the minutes of one transcript. Methods raise LanguageError when the language service fails."""

    def __init__(self, client: LanguageClient, parts: PartStore, report: Report) -> None:
        self._client = client
        self._parts = parts
        self._report = report

    async def write(self, job: WriteMinutes, transcript: Transcript) -> Written:
        """Return the items of all sections, or of those that the job asks to write again."""
        model = await self._client.served_model()
        language = job.language or transcript.language
        turns = number_turns(transcript)
        # In the order in which they are first heard, each name once.
        participants = tuple(dict.fromkeys(clean_label(turn.speaker) for turn in turns))
        work = _Work(
            facts=Facts(job.title, job.held_on, participants, language),
            checker=Checker(transcript, turns, language, job.held_on, Instructions(job.template.sections)),
            turns=turns,
            model=model,
        )
        items = await (self._rewrite(work, job) if job.rewrite else self._write_all(work, job.template.sections))
        return Written(language, model, tuple(items))

    async def _write_all(self, work: _Work, sections: Sequence[Section]) -> list[MinutesItem]:
        found: dict[str, list[MinutesItem]] = {section.key: [] for section in sections}
        batches = await self._batches(work, sections)
        for place, (batch, budget) in enumerate(batches):
            async with self._client.turn():
                parts = await divide(work.turns, budget.turns, self._client.count_tokens)
            for number, part in enumerate(parts):
                done = (place + number / len(parts)) / len(batches)
                await self._report(MinutesStage.WRITE, _MERGE_SHARE * done)
                # A card that is shared is anybody's between two parts.
                async with self._client.turn():
                    entries = await self._write_part(work, batch, part, budget)
                for section in batch:
                    made = [work.checker.item(section, entry, part) for entry in entries.sections.get(section.key, [])]
                    found[section.key] += [item for item in made if item is not None]
        await self._report(MinutesStage.MERGE, _MERGE_SHARE)
        merged: list[MinutesItem] = []
        for section in sections:
            merged += await self._merge(work, section, found[section.key])
        return merged

    async def _write_part(
        self, work: _Work, sections: Sequence[Section], part: Sequence[NumberedTurn], budget: Budget
    ) -> Entries:
        messages = prompts.part_prompt(work.facts, sections, (turn.line for turn in part))
        most = entries_for(budget.answer, len(sections))
        kind = answer_model(sections, [turn.number for turn in part], work.facts.participants, most)
        fingerprint = _fingerprint(work.model, messages, shown_schema(kind))
        kept = await self._parts.load(fingerprint)
        if kept is not None:
            return kept
        try:
            entries = read_entries(await self._client.ask(messages, kind, max_tokens=budget.answer))
            if any(work.checker.repeats_instructions(entry) for entry in chain(*entries.sections.values())):
                insisting = prompts.part_prompt(work.facts, sections, (turn.line for turn in part), insisting=True)
                entries = read_entries(await self._client.ask(insisting, kind, max_tokens=budget.answer))
        except AnswerInvalidError:
            if len(part) == 1:
                return Entries(sections={})
            # A part that the model cannot put into the form it is asked for is tried in halves.
            half = len(part) // 2
            both = [await self._write_part(work, sections, piece, budget) for piece in (part[:half], part[half:])]
            entries = _joined(both, sections)
        await self._parts.save(fingerprint, entries)
        return entries

    async def _merge(self, work: _Work, section: Section, items: Sequence[MinutesItem]) -> list[MinutesItem]:
        merged = _in_order(join_alike(items))
        most = {SectionKind.SUMMARY: MAX_SENTENCES, SectionKind.CHAPTERS: MAX_CHAPTERS}.get(section.kind)
        if most is None:
            return merged
        for _ in range(MAX_LEVELS):
            if len(merged) <= most:
                break
            async with self._client.turn():
                shorter = await self._condense(work, section, merged, most)
            if len(shorter) >= len(merged):
                break
            merged = shorter
        return merged

    async def _condense(
        self, work: _Work, section: Section, items: Sequence[MinutesItem], most: int
    ) -> list[MinutesItem]:
        """Return fewer items, each with the evidence of those that it was made from."""
        ((_, budget),) = await self._batches(work, [section])
        notes = [
            NumberedTurn(number, "-", item.start or 0.0, item.start or 0.0, item.text, ())
            for number, item in enumerate(items, start=1)
        ]
        groups = await divide(notes, budget.turns, self._client.count_tokens)
        share = max(1, min(most // len(groups), entries_for(budget.answer, 1)))
        shorter: list[MinutesItem] = []
        for group in groups:
            kind = answer_model([section], [note.number for note in group], (), share)
            messages = prompts.condense_prompt(
                work.facts, section, [f"[{note.number}] {note.text}" for note in group], share
            )
            try:
                entries = read_entries(await self._client.ask(messages, kind, max_tokens=budget.answer))
            except AnswerInvalidError:
                # Without a shorter text the notes themselves stay, evenly picked.
                shorter += [items[note.number - 1] for note in group[:: max(1, len(group) // share)]]
                continue
            made = [
                _from_sources(work, section, entry, [items[number - 1] for number in entry.turns])
                for entry in entries.sections[section.key]
            ]
            shorter += [item for item in made if item is not None]
        return _in_order(join_alike(shorter))

    async def _rewrite(self, work: _Work, job: WriteMinutes) -> list[MinutesItem]:
        sections = {section.key: section for section in job.template.sections}
        written = []
        for number, stale in enumerate(job.rewrite):
            await self._report(MinutesStage.WRITE, number / len(job.rewrite))
            async with self._client.turn():
                item = await self._write_again(work, sections[stale.section], stale)
            written.append(item or MinutesItem(section=stale.section, text=stale.text, doubts=(Doubt.NO_EVIDENCE,)))
        return written

    async def _write_again(self, work: _Work, section: Section, stale: StaleItem) -> MinutesItem | None:
        ((_, budget),) = await self._batches(work, [section])
        part = await fill(by_need(work.turns, stale), budget.turns - MIN_PART, self._client.count_tokens)
        if not part:
            return None
        kind = answer_model([section], [turn.number for turn in part], work.facts.participants, 1)
        messages = prompts.rewrite_prompt(work.facts, section, stale.text, (turn.line for turn in part))
        try:
            answer = await self._client.ask(messages, kind, max_tokens=budget.answer)
        except AnswerInvalidError:
            return None
        entries = read_entries(answer).sections[section.key]
        return work.checker.item(section, entries[0], part) if entries else None

    async def _batches(self, work: _Work, sections: Sequence[Section]) -> list[tuple[Sequence[Section], Budget]]:
        """Return the sections in as few batches as fit, each with its budget.

        Everything of a prompt but its turns is counted by the server's tokenizer. Raise LanguageRefusedError where the
        model's context is too small for a section alone.
        """
        messages = prompts.part_prompt(work.facts, sections, (), insisting=True)
        kind = answer_model(sections, _NUMBERS, work.facts.participants, 1)
        whole = "\n".join([*(message.content for message in messages), shown_schema(kind)])
        budget = share_out(work.model.context, await self._client.count_tokens(whole))
        if budget is not None:
            return [(sections, budget)]
        if len(sections) == 1:
            raise LanguageRefusedError(f"A context of {work.model.context} tokens is too small for minutes.")
        half = len(sections) // 2
        return await self._batches(work, sections[:half]) + await self._batches(work, sections[half:])


def _from_sources(work: _Work, section: Section, entry: Entry, sources: Sequence[MinutesItem]) -> MinutesItem | None:
    """Return the item that was made from others; doubts about all of them are doubts about it."""
    evidence = join_evidence(sources[:1] if section.kind is SectionKind.CHAPTERS else sources)
    ids = {segment.id for segment in evidence}
    cited = [turn for turn in work.turns if ids.intersection(turn.segments)]
    item = work.checker.item(section, entry.model_copy(update={"turns": [turn.number for turn in cited]}), cited)
    if item is None or not evidence:
        return item
    inherited = sources[0].doubts if all(source.doubts for source in sources) else ()
    found = tuple(dict.fromkeys((*item.doubts, *inherited)))
    # The evidence of all its notes, though one turn may already hold the whole sentence.
    return item.model_copy(update={"evidence": evidence, "doubts": found})


def _joined(pieces: Sequence[Entries], sections: Sequence[Section]) -> Entries:
    return Entries(
        sections={
            section.key: [entry for piece in pieces for entry in piece.sections.get(section.key, [])]
            for section in sections
        }
    )


def _in_order(items: Sequence[MinutesItem]) -> list[MinutesItem]:
    return sorted(items, key=lambda item: float("inf") if item.start is None else item.start)


def _fingerprint(model: ServedModel, messages: Sequence[Message], schema: str) -> str:
    """Return the digest of everything that a part's entries depend on."""
    text = "\0".join([model.name, *(message.content for message in messages), schema])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
