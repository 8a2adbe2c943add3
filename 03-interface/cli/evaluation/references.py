"""References, which say what was truly said: STM, RTTM, or text with or without names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cli.errors import UsageError

STM_FIELDS = 6
RTTM_FIELDS = 8
NOT_SCORED = {"inter_segment_gap", "excluded_region"}
OTHER_RTTM = {"SPKR-INFO", "LEXEME", "NON-LEX", "NON-SPEECH", "SEGMENT", "NOSCORE", "NO_RT_METADATA", "SU", "EDIT"}
LABELLED = re.compile(
    r"^(?:\[?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\]?\s+)?(?P<speaker>[^\W_][^:\[\]<>]{0,59}?)[\s ]*:(?:\s+(?P<text>.*))?$"
)
"""A name before a colon and a space, perhaps after a time."""

MAX_NAME_WORDS = 5


@dataclass(frozen=True)
class Utterance:
    """Words of one person, as written; without `speaker` and times where the reference has none."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Turn:
    speaker: str
    start: float
    end: float


@dataclass(frozen=True)
class Reference:
    """Words and turns of a recording, as far as somebody wrote them down."""

    utterances: Sequence[Utterance] = ()
    turns: Sequence[Turn] = ()
    """Turns of the RTTM file, else of the STM file."""

    @property
    def tells_words(self) -> bool:
        """Return whether it says what was said, if only “[laughs]”, rather than when somebody spoke."""
        return any(utterance.text for utterance in self.utterances)

    @property
    def speakers(self) -> set[str]:
        """Return people by the names that their words have; those of the RTTM file may be others."""
        said = {utterance.speaker for utterance in self.utterances if utterance.speaker is not None}
        return said or {turn.speaker for turn in self.turns}


def read_stm(name: str, content: bytes) -> list[Utterance]:
    """Return the utterances, sorted by start; raise UsageError with the number of a line that is none."""
    utterances = []
    for number, line in _lines(name, content):
        if line.startswith(";;"):
            continue
        fields = line.split(None, STM_FIELDS - 1)
        if len(fields) < STM_FIELDS - 1:
            raise _unreadable(name, number, "expected: file channel speaker start end text")
        start, end = _times(name, number, fields[3], fields[4])
        text = re.sub(r"^<[^>]*>\s*", "", fields[-1]) if len(fields) == STM_FIELDS else ""
        if fields[2].lower() not in NOT_SCORED and text.lower() != "ignore_time_segment_in_scoring":
            utterances.append(Utterance(text, fields[2].replace("_", " "), start, end))
    utterances.sort(key=lambda utterance: (utterance.start or 0.0, utterance.end or 0.0))
    return _with_one_spelling(utterances)


def read_rttm(name: str, content: bytes) -> list[Turn]:
    """Return who speaks when; raise UsageError with the number of a line that does not say so."""
    turns = []
    for number, line in _lines(name, content):
        fields = line.split()
        if line.startswith(";;") or fields[0] in OTHER_RTTM:
            continue
        if fields[0] != "SPEAKER" or len(fields) < RTTM_FIELDS:
            raise _unreadable(name, number, "expected: SPEAKER file channel start seconds <NA> <NA> speaker")
        start, seconds = _times(name, number, fields[3], fields[4], ordered=False)
        turns.append(Turn(fields[7].replace("_", " "), start, start + seconds))
    return turns


def read_text(name: str, content: bytes) -> list[Utterance]:
    """Return the lines, with names where enough of them begin with one and a colon.

    Enough are at least half from the first such line on, and more than the lines before it: those are a heading then,
    which nobody said.
    """
    lines = [line for _, line in _lines(name, content)]
    labels = [_label(line) for line in lines]
    first = next((place for place, label in enumerate(labels) if label), 0)
    count = sum(label is not None for label in labels)
    if count <= first or 2 * count < len(lines) - first:
        return [Utterance(line) for line in lines]
    utterances: list[Utterance] = []
    speaker = ""
    for line, label in zip(lines[first:], labels[first:], strict=True):
        speaker, text = label or (speaker, line)
        utterances.append(Utterance(text, speaker))
    return _with_one_spelling(utterances)


def folded(name: str) -> str:
    """Return the name as it is compared: files of some systems decompose accents."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def _with_one_spelling(utterances: Iterable[Utterance]) -> list[Utterance]:
    """Return them with the first spelling of each name, so that “MARIE” and “Marie” are one person."""
    spellings: dict[str, str] = {}
    return [
        replace(each, speaker=spellings.setdefault(folded(each.speaker or ""), each.speaker or ""))
        for each in utterances
    ]


def _label(line: str) -> tuple[str, str] | None:
    match = LABELLED.match(line)
    if match is None or len(match["speaker"].split()) > MAX_NAME_WORDS:
        return None
    return match["speaker"], match["text"] or ""


def _lines(name: str, content: bytes) -> Iterator[tuple[int, str]]:
    """Yield number and content of each line that is not blank."""
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        try:
            line = raw.decode().strip()
        except UnicodeDecodeError as error:
            raise _unreadable(name, number, "expected text in UTF-8") from error
        if line:
            yield number, line


def _times(name: str, number: int, first: str, second: str, *, ordered: bool = True) -> tuple[float, float]:
    try:
        start, other = float(first), float(second)
    except ValueError as error:
        raise _unreadable(name, number, f"expected two numbers of seconds, found “{first} {second}”") from error
    # Written so that "nan" is refused too.
    if not (0 <= start < float("inf") and (start if ordered else 0) <= other < float("inf")):
        raise _unreadable(name, number, f"no stretch of time: {first} {second}")
    return start, other


def _unreadable(name: str, number: int, reason: str) -> UsageError:
    return UsageError(f"{name}, line {number}: {reason}")
