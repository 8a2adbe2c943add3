"""Texts normalised and compared: WER and cpWER."""

import re
from collections.abc import Iterable, Mapping, Sequence

import jiwer
import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.heard import Said
from bench.truth import Utterance


def normalised(text: str) -> str:
    """Return the text in lower case, hyphens as spaces, without punctuation but apostrophes, white space folded."""
    return " ".join(re.sub(r"[^\w\s']", " ", text.lower().replace("-", " ")).split())


def by_speaker(said: Iterable[Said]) -> dict[str, str]:
    """Return the normalised words of each speaker, in order of time."""
    texts: dict[str, list[str]] = {}
    for part in sorted(said, key=lambda part: (part.start, part.end)):
        texts.setdefault(part.speaker, []).append(part.text)
    return {speaker: normalised(" ".join(parts)) for speaker, parts in texts.items()}


def word_errors(reference: str, hypothesis: str) -> int:
    """Return the number of words substituted, deleted and inserted between two normalised texts."""
    if not reference or not hypothesis:
        return len(reference.split()) + len(hypothesis.split())
    counts = jiwer.process_words(reference, hypothesis)
    return int(counts.substitutions + counts.deletions + counts.insertions)


def count(reference: Sequence[Utterance]) -> int:
    """Return the number of words of the reference."""
    return sum(len(normalised(utterance.text).split()) for utterance in reference)


def cp_errors(reference: Mapping[str, str], hypothesis: Mapping[str, str]) -> int:
    """Return the errors of concatenated minimum-permutation WER (Watanabe et al., CHiME-6), in words."""
    size = max(len(reference), len(hypothesis))
    if not size:
        return 0
    # As many speakers on both sides: those that are missing say nothing.
    truth = list(reference.values()) + [""] * (size - len(reference))
    heard = list(hypothesis.values()) + [""] * (size - len(hypothesis))
    costs = np.array([[word_errors(said, found) for found in heard] for said in truth])
    rows, columns = linear_sum_assignment(costs)
    return int(costs[rows, columns].sum())
