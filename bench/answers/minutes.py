"""Minutes beside the summaries that people wrote: likeness, evidence, language, and what they cost."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.table import Table

from app.embeddings.encoder import Encoder
from app.services.minutes.answers import Entries
from app.services.minutes.writer import MinutesWriter, Written
from bench.answers.baselines import central, lead
from bench.answers.meetings import Corpus, Summarized
from bench.answers.service import LanguageService, language_service
from bench.answers.texts import Meaning, rouge_l
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.language.client import LanguageClient
from scribe_contracts.language.wire import Completion, Message
from scribe_contracts.minutes.document import MinutesItem
from scribe_contracts.minutes.events import MinutesStage
from scribe_contracts.minutes.jobs import WriteMinutes
from scribe_contracts.minutes.templates import BuiltIn, SectionKind, built_in

_SUMMARY = "summary"


@dataclass
class Usage:
    """Tokens that the service read and wrote, as it counted them."""

    read: int = 0
    written: int = 0


@dataclass(frozen=True)
class Example:
    """The minutes of one meeting."""

    meeting: Summarized
    written: Written
    seconds: float

    @property
    def summary(self) -> str:
        return " ".join(item.text for item in self.written.items if item.section == _SUMMARY)


def measure(corpus: Corpus, count: int, pack: str, encoder: Encoder, console: Console) -> dict[str, Any]:
    """Write minutes of `count` meetings, evenly picked, and compare; raise BenchError without weights."""
    step = max(1, len(corpus.meetings) // count)
    chosen = corpus.meetings[::step][:count]
    usage = Usage()
    with language_service(pack) as service:
        examples = []
        for number, meeting in enumerate(chosen, start=1):
            examples.append(asyncio.run(_write(meeting, service, usage)))
            console.print(f"{corpus.name}: minutes {number} of {len(chosen)} in {examples[-1].seconds:.0f} s")
        peak = service.peak_mebibytes()
    return {
        "model": pack,
        "meetings": len(chosen),
        "likeness": _likeness(examples, Meaning(encoder)),
        "evidence": _evidence(examples, Meaning(encoder)),
        "language_right": _share([_is_right(each, corpus.language) for each in examples]),
        "seconds": [round(each.seconds, 1) for each in examples],
        "tokens_read": usage.read,
        "tokens_written": usage.written,
        "tokens_a_second": round((usage.read + usage.written) / max(1e-9, sum(each.seconds for each in examples)), 1),
        "peak_mib": round(peak),
    }


async def _write(meeting: Summarized, service: LanguageService, usage: Usage) -> Example:
    job = WriteMinutes(
        minutes_id=UUID(int=1),
        meeting_id=meeting.transcript.meeting_id,
        attempt=1,
        revision=None,
        title="",
        request_id="bench",
        held_on=date(2026, 1, 1),
        language=None,
        template=built_in(BuiltIn.COMPTE_RENDU, meeting.transcript.language),
    )
    began = time.monotonic()
    async with _Counting.open(service.address) as client:
        client.usage = usage
        written = await MinutesWriter(client, _Forgetful(), _ignore).write(job, meeting.transcript)
    return Example(meeting, written, time.monotonic() - began)


class _Counting(LanguageClient):
    """The same client, which adds up what the service says it read and wrote."""

    usage: Usage

    async def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: dict[str, Any] | None = None
    ) -> Completion:
        completion = await super().complete(messages, max_tokens=max_tokens, schema=schema)
        self.usage.read += completion.prompt_tokens or 0
        self.usage.written += completion.completion_tokens or 0
        return completion


class _Forgetful:
    """Keeps no part: each measurement writes everything."""

    async def load(self, fingerprint: str) -> Entries | None:
        del fingerprint
        return None

    async def save(self, fingerprint: str, entries: Entries) -> None:
        pass


async def _ignore(stage: MinutesStage, fraction: float) -> None:
    pass


def _likeness(examples: Sequence[Example], meaning: Meaning) -> dict[str, dict[str, float]]:
    rows: dict[str, list[tuple[float, float]]] = {"minutes": [], "lead": [], "central": []}
    for example in examples:
        references, transcript = example.meeting.summaries, example.meeting.transcript
        # As long as the minutes' own summary, so that length favours nobody.
        words = max(1, len(example.summary.split()))
        texts = {
            "minutes": example.summary,
            "lead": lead(transcript, words),
            "central": central(transcript, words, meaning),
        }
        for name, text in texts.items():
            rows[name].append((rouge_l(text, references), meaning.f1(text, references)))
    return {
        name: {
            "rouge_l": round(fmean(rouge for rouge, _ in scores), 4),
            "meaning_f1": round(fmean(alike for _, alike in scores), 4),
        }
        for name, scores in rows.items()
    }


def _evidence(examples: Sequence[Example], meaning: Meaning) -> dict[str, float | int]:
    """Return shares of items: cited turns exist, meet the reference's turns, and were left unchecked."""
    items = [(example, item) for example in examples for item in example.written.items]
    exists = [_exists(example, item) for example, item in items]
    judged = [(example, item) for example, item in items if item.section == _SUMMARY and example.meeting.sentences]
    return {
        "items": len(items),
        "cited_segments_exist": _share(exists),
        "judged": len(judged),
        "meets_reference": _share([_meets(example, item, meaning) for example, item in judged]),
        "unchecked": _share([bool(item.doubts) for _, item in items]),
    }


def _exists(example: Example, item: MinutesItem) -> bool:
    known = {segment.id for segment in example.meeting.transcript.segments}
    return all(segment.id in known for segment in item.evidence)


def _meets(example: Example, item: MinutesItem, meaning: Meaning) -> bool:
    """Return whether a turn that the item cites holds the sentence of the reference that is nearest to the item."""
    cosines = meaning.similarities([item.text], [each.text for each in example.meeting.sentences])
    nearest = example.meeting.sentences[int(cosines[0].argmax())]
    return bool({segment.id for segment in item.evidence} & nearest.evidence)


def _is_right(example: Example, language: str) -> bool:
    """Return whether the minutes' language is the meeting's, by each item that is long enough to tell."""
    kinds = {section.key: section.kind for section in built_in(BuiltIn.COMPTE_RENDU, language).sections}
    return example.written.language == language and not any(
        Doubt.OTHER_LANGUAGE in item.doubts
        for item in example.written.items
        if kinds[item.section] != SectionKind.CHAPTERS
    )


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def table(name: str, result: dict[str, Any]) -> Table:
    """Return what was measured, a line each."""
    made = Table(
        "", "ROUGE-L", "meaning F1", title=f"{name}: minutes of {result['meetings']} meetings, {result['model']}"
    )
    for row, values in result["likeness"].items():
        made.add_row(row, f"{values['rouge_l']:.3f}", f"{values['meaning_f1']:.3f}")
    made.add_section()
    for label, value in (
        ("items", result["evidence"]["items"]),
        ("cited segments exist", f"{result['evidence']['cited_segments_exist']:.1%}"),
        ("evidence meets the reference's", f"{result['evidence']['meets_reference']:.1%}"),
        ("unchecked", f"{result['evidence']['unchecked']:.1%}"),
        ("language right", f"{result['language_right']:.1%}"),
        ("seconds a meeting", f"{fmean(result['seconds']):.0f}"),
        ("tokens read and written a second", result["tokens_a_second"]),
        ("memory at most, MiB", result["peak_mib"]),
    ):
        made.add_row(label, str(value), "")
    return made
