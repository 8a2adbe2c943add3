"""Word errors: WER, cpWER, tcpWER and ORC-WER.

By MeetEval where its environment could be made, else by our own code, which says so.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.environment import SCORING
from bench.folders import ROOT, BenchError
from bench.heard import Said, Word
from bench.scoring.orc import COLLAR, combine, orc_errors, tokens
from bench.scoring.texts import by_speaker, count, cp_errors, normalised, word_errors
from bench.truth import Utterance


@dataclass(frozen=True)
class WordScore:
    """Errors, in words; `cp`, `tcp` and `orc` are None where the words have no speakers."""

    said: int
    wer: int
    """Errors without regard to speakers: all words in order of time."""

    cp: int | None
    tcp: int | None
    orc: int | None
    source: str


@dataclass(frozen=True)
class SpeakerErrors:
    cp: int
    tcp: int
    orc: int
    source: str


Scorer = Callable[[Sequence[Utterance], Sequence[Word]], SpeakerErrors]


def score(reference: Sequence[Utterance], words: Sequence[Word], scorer: Scorer) -> WordScore:
    wer = word_errors(_in_order(reference), _in_order(words))
    if not words:
        scorer = own
    elif not any(word.speaker for word in words):
        return WordScore(count(reference), wer, None, None, None, "jiwer")
    found = scorer(reference, words)
    return WordScore(count(reference), wer, found.cp, found.tcp, found.orc, found.source)


def choose(say: Callable[[str], None]) -> Scorer:
    """Return MeetEval's scorer, or our own where MeetEval cannot be installed; `say` gets the reason."""
    try:
        python = SCORING.ensure(say)
    except BenchError as error:
        say(f"{error}. Words are scored by our own code.")
        return own
    return lambda reference, words: meeteval(python, reference, words)


def meeteval(python: Path, reference: Sequence[Utterance], words: Sequence[Word]) -> SpeakerErrors:
    given = json.dumps({"reference": _segments(reference), "words": _segments(words)})
    done = subprocess.run(
        [str(python), "-P", "-m", "bench.scoring.meeteval_child"],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        raise BenchError(f"MeetEval failed: {done.stderr.strip()[-400:]}")
    answer = json.loads(done.stdout)
    return SpeakerErrors(answer["cp"], answer["tcp"], answer["orc"], f"MeetEval {answer['version']}")


def own(reference: Sequence[Utterance], words: Sequence[Word]) -> SpeakerErrors:
    return SpeakerErrors(
        cp=cp_errors(by_speaker(reference), by_speaker(words)),
        tcp=tcp_errors(reference, words),
        orc=orc_errors(reference, words),
        source="own code",
    )


def tcp_errors(reference: Sequence[Utterance], words: Sequence[Word], collar: float = COLLAR) -> int:
    """Return the errors of cpWER where words match only if their times, widened by the collar, overlap."""
    truth, heard = _streams(reference), _streams(words)
    size = max(len(truth), len(heard))
    truth += [[]] * (size - len(truth))
    heard += [[]] * (size - len(heard))
    costs = np.array([[combine([[token] for token in found], [said], collar) for found in heard] for said in truth])
    if not size:
        return 0
    rows, columns = linear_sum_assignment(costs)
    return int(costs[rows, columns].sum())


def _streams(parts: Iterable[Said]) -> list[list[Any]]:
    streams: dict[str, list[Any]] = {}
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        streams.setdefault(part.speaker, []).extend(tokens(part))
    return list(streams.values())


def _in_order(parts: Iterable[Said]) -> str:
    return normalised(" ".join(part.text for part in sorted(parts, key=lambda part: (part.start, part.end))))


def _segments(parts: Iterable[Said]) -> list[Mapping[str, Any]]:
    return [
        {"speaker": part.speaker, "start_time": part.start, "end_time": part.end, "words": text}
        for part in parts
        if (text := normalised(part.text))
    ]
