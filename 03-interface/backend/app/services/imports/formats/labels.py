"""Names before a colon, as people and programs write who speaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from app.services.imports.said import Said

MAX_LABEL_LENGTH = 80
_MAX_LABEL_WORDS = 6
_LABEL = re.compile(r"(?:[-–—•>]+\s*)?(?P<name>[^\n:：]{1,80}?)\s*[:：](?:\s+|$)(?P<text>.*)", re.DOTALL)
_SENTENCE = re.compile(r"[?!;…«»\"“”]|[.,](?:\s|$)")
_TITLE = re.compile(r"\b(?:M|MM|Mr|Mrs|Ms|Mme|Mlle|Dr|Pr|Prof|St|Jr|Sr|[A-ZÀ-Þ])\.")
_MIN_SHARE = 0.3
"""Share of all lines that must have a name for a name that occurs once to count."""


def split_label(text: str) -> tuple[str, str] | None:
    """Return the name before the first colon and the text after it; None if no name stands there."""
    found = _LABEL.match(text.strip().replace("**", "").replace("__", ""))
    if found is None or not is_label(found["name"]):
        return None
    return found["name"].strip(" []<>"), found["text"].strip()


def is_label(text: str) -> bool:
    """Return whether a text may be a name: short, with a letter, and no part of a sentence."""
    name = text.strip().strip("[]<>")
    words = name.split()
    begins = bool(words) and (words[0][0].isupper() or words[0][0].isdigit() or not words[0][0].isascii())
    is_login = len(words) == 1
    return (
        0 < len(words) <= _MAX_LABEL_WORDS
        and len(name) <= MAX_LABEL_LENGTH
        and any(c.isalpha() for c in name)
        and (begins or is_login)
        and not _SENTENCE.search(_TITLE.sub("", name))
    )


def take_labels(said: Sequence[Said]) -> list[Said]:
    """Return cues with the names that their texts begin with as speakers.

    A colon also stands in sentences: a name counts if it occurs twice, or if most cues have one. A cue without a name
    goes on with the speaker before, as captions do.
    """
    split = [split_label(each.text) for each in said]
    counts = Counter(found[0] for found in split if found)
    is_usual = sum(counts.values()) >= _MIN_SHARE * max(1, len(said))
    labelled: list[Said] = []
    speaker: str | None = None
    for each, found in zip(said, split, strict=True):
        text = each.text
        if found and (is_usual or counts[found[0]] > 1):
            speaker, text = found
        labelled.append(each.by(speaker, text))
    return labelled


def join_sentences(said: Iterable[Said], *, max_pause: float = 1.0, max_seconds: float = 30.0) -> list[Said]:
    """Return cues of one speaker joined up to the end of their sentence: subtitles are cut to fit a screen."""
    joined: list[Said] = []
    for each in said:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.speaker == each.speaker
            and not last.text.endswith((".", "?", "!", "…", "。", "？", "！"))
            and None not in (last.end, each.start, last.start, each.end)
            and (each.start or 0) - (last.start or 0) >= 0
            and (each.start or 0) - (last.end or 0) <= max_pause
            and (each.end or 0) - (last.start or 0) <= max_seconds
        ):
            joined[-1] = Said(f"{last.text} {each.text}", last.start, max(last.end or 0, each.end or 0), last.speaker)
        else:
            joined.append(each)
    return joined
