"""Minutes beside the summaries that people wrote: likeness, evidence, language, and what they cost."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.table import Table

from app.services.minutes.writer import MinutesWriter
from bench.answers.baselines import central, lead
from bench.answers.kept import BegunMinutes, KeptMinutes, WrittenMinutes
from bench.answers.meetings import Corpus, Summarized, evenly
from bench.answers.service import LanguageService, language_service
from bench.answers.texts import Embedder, Meaning, rouge_l
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.language.client import LanguageClient
from scribe_contracts.language.wire import Completion, Message
from scribe_contracts.minutes.document import MinutesItem
from scribe_contracts.minutes.events import MinutesStage
from scribe_contracts.minutes.jobs import WriteMinutes
from scribe_contracts.minutes.templates import BuiltIn, SectionKind, built_in

_SUMMARY = "summary"


@dataclass(frozen=True)
class Example:
    """A meeting with its minutes."""

    meeting: Summarized
    written: WrittenMinutes

    @property
    def summary(self) -> str:
        return " ".join(item.text for item in self.written.items if item.section == _SUMMARY)


def measure(corpus: Corpus, count: int, kept: KeptMinutes, encoder: Embedder, console: Console) -> dict[str, Any]:
    """Write minutes of `count` meetings, evenly picked, and compare; raise BenchError without weights.

    What an earlier run kept is not written again.
    """
    pack = kept.pack
    chosen = evenly(corpus.meetings, count)
    done = kept.written()
    missing = [meeting for meeting in chosen if meeting.number not in done]
    if missing:
        with language_service(pack) as service:
            for number, meeting in enumerate(missing, start=1 + len(chosen) - len(missing)):
                done[meeting.number] = minutes = asyncio.run(_write(meeting, service, kept))
                console.print(
                    f"{corpus.name}: minutes {number} of {len(chosen)} in {minutes.spent.seconds:.0f} s, {pack}"
                )
    examples = [Example(meeting, done[meeting.number]) for meeting in chosen]
    return summarize(corpus, pack, examples, Meaning(encoder))


def summarize(corpus: Corpus, pack: str, examples: Sequence[Example], meaning: Meaning) -> dict[str, Any]:
    """Return the shares of all minutes, and what they took."""
    spent = [each.written.spent for each in examples]
    tokens = sum(each.tokens_read + each.tokens_written for each in spent)
    return {
        "model": pack,
        "meetings": len(examples),
        "likeness": _likeness(examples, meaning),
        "evidence": _evidence(examples, meaning),
        "language_right": _share([_is_right(each, corpus.language) for each in examples]),
        "seconds": [round(each.seconds, 1) for each in spent],
        "tokens_read": sum(each.tokens_read for each in spent),
        "tokens_written": sum(each.tokens_written for each in spent),
        "tokens_a_second": round(tokens / max(1e-9, sum(each.seconds for each in spent)), 1),
        "peak_mib": round(max(each.peak_mib for each in spent)),
    }


async def _write(meeting: Summarized, service: LanguageService, kept: KeptMinutes) -> WrittenMinutes:
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
    begun = kept.begun(meeting.number, service.peak_mebibytes)
    async with _Counting.open(service.address) as client:
        client.begun = begun
        written = await MinutesWriter(client, begun, _ignore).write(job, meeting.transcript)
    minutes = WrittenMinutes(
        pack=kept.pack, meeting=meeting.number, language=written.language, items=written.items, spent=begun.spent()
    )
    kept.add(minutes)
    begun.forget()
    return minutes


class _Counting(LanguageClient):
    """The same client, which adds up what the service says it read and wrote."""

    begun: BegunMinutes

    async def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: dict[str, Any] | None = None
    ) -> Completion:
        completion = await super().complete(messages, max_tokens=max_tokens, schema=schema)
        self.begun.count(completion.prompt_tokens or 0, completion.completion_tokens or 0)
        return completion


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
