"""Questions asked through the product: of their own meeting, and of one that does not hold the answer."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.answers.meetings import Corpus, Question, evenly
from bench.answers.product import Product
from cli.client.schemas import AnswerEvent

MAX_EVIDENCE_SHARE = 0.3
"""Questions with more of their meeting as evidence ask for an overview, which any meeting answers."""

REFUSALS = frozenset({"not_said", "nothing_found"})


@dataclass(frozen=True)
class Case:
    """A question asked of one meeting."""

    meeting: int
    """Its place in the corpus."""

    question: Question

    @property
    def is_own(self) -> bool:
        return self.meeting == self.question.meeting

    def key(self, corpus: Corpus) -> tuple[int, str, bool]:
        """Return what tells it apart in the file of results: two meetings may be asked with the same words."""
        return corpus.meetings[self.meeting].number, self.question.text, self.is_own


@dataclass(frozen=True)
class Asked:
    """Give what came of a case; a line of the file of results."""

    model: str
    meeting: int
    """Its place in its file."""

    question: str
    is_own: bool
    outcome: str
    seconds: float
    first_claim: float | None
    """Seconds until the first sentence; None without one."""

    claims: int
    checked: int
    cited: int
    """Segments that were cited, and of these how many exist."""

    cited_existing: int
    meeting_evidence: int
    """Sentences of which a cited segment holds the answer."""

    checked_meeting_evidence: int

    peak_mib: float = 0.0
    """Memory of the language service at most until then."""


def cases(corpus: Corpus, count: int) -> list[Case]:
    """Return `count` questions of their own meeting and as many of another, from meetings evenly picked.

    The other meeting is half the file away: neighbors are often of one series, and may hold the answer. A single
    meeting has no other.
    """
    chosen = evenly([question for question in corpus.questions if _is_pointed(corpus, question)], count)
    if len(corpus.meetings) == 1:
        return [Case(question.meeting, question) for question in chosen]
    away = len(corpus.meetings) // 2
    pairs = ((q, (q.meeting + away) % len(corpus.meetings)) for q in chosen)
    return [case for question, other in pairs for case in (Case(question.meeting, question), Case(other, question))]


@dataclass(frozen=True)
class Budget:
    """Amount of asking."""

    questions: int
    """Questions of their own meeting; as many are asked of another."""

    minutes: float
    """Minutes after which no further question is asked: the next run goes on."""


def measure(corpus: Corpus, budget: Budget, product: Product, kept: Path, console: Console) -> dict[str, Any]:
    """Ask, and return shares and seconds; what an earlier run has in the file `kept` is not asked again."""
    model = product.model
    done = {(row.meeting, row.question, row.is_own): row for row in _read(kept) if row.model == model}
    wanted = cases(corpus, budget.questions)
    until = time.monotonic() + 60 * budget.minutes
    for number, case in enumerate(wanted, start=1):
        if case.key(corpus) in done:
            continue
        if time.monotonic() > until:
            left = sum(later.key(corpus) not in done for later in wanted)
            console.print(f"{corpus.name}: {left} questions are left for the next run")
            break
        asked = _ask(corpus, case, product, model)
        done[case.key(corpus)] = asked
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(asked), ensure_ascii=False) + "\n")
        console.print(f"{corpus.name}: question {number} of {len(wanted)}: {asked.outcome} in {asked.seconds:.0f} s")
    rows = [done[key] for key in (case.key(corpus) for case in wanted) if key in done]
    return summarize(rows) | {"model": model}


def summarize(rows: Sequence[Asked]) -> dict[str, Any]:
    """Return the shares of all questions asked."""
    own, foreign = [row for row in rows if row.is_own], [row for row in rows if not row.is_own]
    ended = [row.seconds for row in rows]
    first = [row.first_claim for row in rows if row.first_claim is not None]
    return {
        "own": len(own),
        "foreign": len(foreign),
        "own_answered": _share(sum(row.outcome == "answered" for row in own), len(own)),
        "foreign_refused": _share(sum(row.outcome in REFUSALS for row in foreign), len(foreign)),
        "foreign_without_checked": _share(sum(row.checked == 0 for row in foreign), len(foreign)),
        "failed": _share(sum(row.outcome == "failed" for row in rows), len(rows)),
        "claims": sum(row.claims for row in rows),
        "cited_exist": _share(sum(row.cited_existing for row in rows), sum(row.cited for row in rows)),
        "own_meets": _share(sum(row.meeting_evidence for row in own), sum(row.claims for row in own)),
        "own_checked_meets": _share(sum(row.checked_meeting_evidence for row in own), sum(row.checked for row in own)),
        "unchecked": _share(sum(row.claims - row.checked for row in rows), sum(row.claims for row in rows)),
        "seconds": round(median(ended), 1) if ended else 0.0,
        "seconds_to_first": round(median(first), 1) if first else 0.0,
        "peak_mib": round(max((row.peak_mib for row in rows), default=0.0)),
    }


def _ask(corpus: Corpus, case: Case, product: Product, model: str) -> Asked:
    meeting = corpus.meetings[case.meeting]
    meeting_id = product.meeting(f"{corpus.name} {meeting.number}", meeting.transcript)
    known = {segment.id for segment in product.api.transcript(meeting_id).segments}
    conversation = product.api.begin_conversation({"meeting_id": str(meeting_id)})
    began = time.monotonic()
    first: float | None = None
    claims: list[AnswerEvent] = []
    outcome = "failed"
    for event in product.api.ask(conversation, case.question.text, None):
        if event.event == "claim":
            first = first if first is not None else time.monotonic() - began
            claims.append(event)
        elif event.event == "done":
            outcome = event.outcome
    seconds = time.monotonic() - began
    cited = [number for claim in claims for place in claim.evidence for number in place.segment_ids]
    meets = [case.is_own and bool(_turns(claim) & case.question.evidence) for claim in claims]
    return Asked(
        model=model,
        meeting=meeting.number,
        question=case.question.text,
        is_own=case.is_own,
        outcome=outcome,
        seconds=round(seconds, 1),
        first_claim=None if first is None else round(first, 1),
        claims=len(claims),
        checked=sum(claim.checked for claim in claims),
        cited=len(cited),
        cited_existing=sum(number in known for number in cited),
        meeting_evidence=sum(meets),
        checked_meeting_evidence=sum(met for met, claim in zip(meets, claims, strict=True) if claim.checked),
        peak_mib=round(product.language_peak_mebibytes()),
    )


def _turns(claim: AnswerEvent) -> set[int]:
    """Return the turns that a sentence cites: each turn is a second long, at its number."""
    return {
        turn for place in claim.evidence for turn in range(int(place.start), max(int(place.start) + 1, int(place.end)))
    }


def _is_pointed(corpus: Corpus, question: Question) -> bool:
    return len(question.evidence) <= MAX_EVIDENCE_SHARE * len(corpus.meetings[question.meeting].transcript.segments)


def _read(kept: Path) -> Iterator[Asked]:
    if kept.is_file():
        for line in kept.read_text(encoding="utf-8").splitlines():
            yield Asked(**json.loads(line))


def _share(hits: int, of: int) -> float | None:
    return round(hits / of, 4) if of else None


def table(name: str, result: dict[str, Any]) -> Table:
    """Return what was measured, a line each."""
    title = f"{name}: {result['own']} questions of their meeting, {result['foreign']} of another, {result['model']}"
    made = Table("", "", title=title)
    for label, key in (
        ("own questions answered", "own_answered"),
        ("questions whose answer is not there: refused", "foreign_refused"),
        ("… refused, or without a checked sentence", "foreign_without_checked"),
        ("failed", "failed"),
        ("cited segments exist", "cited_exist"),
        ("sentences whose turns hold the answer", "own_meets"),
        ("… of the checked ones", "own_checked_meets"),
        ("sentences unchecked", "unchecked"),
    ):
        made.add_row(label, "-" if result[key] is None else f"{result[key]:.1%}")
    made.add_section()
    made.add_row("sentences", str(result["claims"]))
    made.add_row("seconds, median", str(result["seconds"]))
    made.add_row("seconds to the first sentence, median", str(result["seconds_to_first"]))
    made.add_row("memory of the language service at most, MiB", str(result["peak_mib"]))
    return made
