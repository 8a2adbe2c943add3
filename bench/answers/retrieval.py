"""Recall of the evidence: by words, by meaning, and by what ships, which joins both."""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from app.embeddings.encoder import Encoder
from bench.answers.meetings import Corpus, Question
from bench.folders import MADE
from scribe_contracts.retrieval.fusion import DEPTH, Place, join
from scribe_contracts.retrieval.terms import passage_vector, query_vector

CUTS = (5, 10, 20)
ARMS = ("full text", "dense", "shipped")
FloatArray = NDArray[np.float32]
Ranker = Callable[[int, Sequence[int]], list[int]]


class Index:
    """The passages of a corpus with their words and vectors, and the scores of each question."""

    def __init__(self, corpus: Corpus, encoder: Encoder) -> None:
        self.places = [Place(str(at), each.number) for at, passages in enumerate(corpus.passages) for each in passages]
        self.segments = [frozenset(each.segments) for passages in corpus.passages for each in passages]
        texts = [each.text() for passages in corpus.passages for each in passages]
        self._at = {place: number for number, place in enumerate(self.places)}
        vectors = _embed(encoder, [f"passage: {text}" for text in texts])
        asked = _embed(encoder, [f"query: {question.text}" for question in corpus.questions])
        self.dense: FloatArray = asked @ vectors.T
        self.words = _bm25(texts, [question.text for question in corpus.questions], corpus.language)

    def rank(self, arm: str, question: int, scope: Sequence[int]) -> list[int]:
        """Return the passages of the scope, best first."""
        by_words = [n for n in _best(self.words[question], scope) if self.words[question][n] > 0]
        by_meaning = _best(self.dense[question], scope)
        if arm == "full text":
            return by_words
        if arm == "dense":
            return by_meaning
        scores = join([self.places[n] for n in by_words[:DEPTH]], [self.places[n] for n in by_meaning[:DEPTH]])
        return [self._at[place] for place in sorted(scores, key=lambda place: -scores[place])]


def measure(corpus: Corpus, encoder: Encoder) -> dict[str, Any]:
    """Return recall of evidence turns, and share of questions with any, of each arm in both scopes."""
    index = Index(corpus, encoder)
    everything = range(len(index.places))
    inside: defaultdict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(index.places):
        inside[str(place.meeting_id)].append(number)
    rows: dict[str, Any] = {"questions": len(corpus.questions), "passages": len(index.places)}
    for arm in ARMS:
        rows[arm] = {
            "recall_meeting": _score(corpus.questions, index, arm, lambda q: inside[str(q.meeting)]),
            "recall_all": _score(corpus.questions, index, arm, lambda _: everything),
        }
    return rows


def _score(
    questions: Sequence[Question], index: Index, arm: str, scope: Callable[[Question], Sequence[int]]
) -> dict[str, float]:
    totals: Counter[str] = Counter()
    for number, question in enumerate(questions):
        ranked = index.rank(arm, number, scope(question))
        for cut in CUTS:
            own = (n for n in ranked[:cut] if index.places[n].meeting_id == str(question.meeting))
            found = frozenset[int]().union(*(index.segments[n] for n in own)) & question.evidence
            totals[f"@{cut}"] += len(found) / len(question.evidence)  # type: ignore[assignment]  # adds any number
            totals[f"any@{cut}"] += bool(found)
    return {name: round(total / max(1, len(questions)), 4) for name, total in totals.items()}


def _best(scores: FloatArray, scope: Sequence[int]) -> list[int]:
    places = np.asarray(scope)
    return [int(n) for n in places[np.argsort(-scores[places], kind="stable")]]


def _bm25(texts: Sequence[str], questions: Sequence[str], language: str) -> FloatArray:
    """Return the scores (questions, texts) with the rarity of words as Qdrant computes it."""
    vectors = [passage_vector(text, language) for text in texts]
    postings: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for index, value in zip(vector.indices, vector.values, strict=True):
            postings[index].append((number, value))
    scores = np.zeros((len(questions), len(texts)), np.float32)
    for row, question in enumerate(questions):
        for index in query_vector(question, [language]).indices:
            having = len(postings[index]) if index in postings else 0
            rarity = math.log((len(texts) - having + 0.5) / (having + 0.5) + 1)
            for number, value in postings.get(index, ()):
                scores[row, number] += rarity * value
    return scores


def _embed(encoder: Encoder, texts: Sequence[str]) -> FloatArray:
    """Return the vectors of texts: from an earlier run, or computed and kept."""
    name = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    kept = MADE / "embeddings" / f"{name}.npy"
    if kept.is_file():
        loaded: FloatArray = np.load(kept, allow_pickle=False)
        return loaded
    vectors, _ = encoder.encode(texts)
    kept.parent.mkdir(parents=True, exist_ok=True)
    np.save(kept, vectors)
    return vectors


def table(name: str, rows: dict[str, Any]) -> Table:
    """Return recall by arm and scope."""
    made = Table(title=f"{name}: {rows['questions']} questions, {rows['passages']} passages")
    for heading in ("arm", "scope", *(f"@{cut}" for cut in CUTS), *(f"any @{cut}" for cut in CUTS)):
        made.add_column(heading)
    for arm in ARMS:
        for scope, values in rows[arm].items():
            cells = [f"{values[f'@{cut}']:.3f}" for cut in CUTS] + [f"{values[f'any@{cut}']:.3f}" for cut in CUTS]
            made.add_row(arm, scope, *cells)
    return made
