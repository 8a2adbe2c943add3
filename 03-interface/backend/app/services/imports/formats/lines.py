"""Plain text and Markdown: names before colons, with or without times, as people and many programs write them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.text import one_line
from app.services.imports.errors import unexpected
from app.services.imports.formats.clock import PATTERN, read_clock
from app.services.imports.formats.labels import is_label, split_label
from app.services.imports.said import Parsed, Said

_EXPECTED = "“Name: text”, with or without a time as [00:01:05] before it"
_SPAN = rf"(?P<start>{PATTERN})(?:\s*(?:-->|[-–—→]|to|à)\s*(?P<end>{PATTERN}))?"
_TIME_FIRST = re.compile(
    rf"[\[(<{{]?\s*{_SPAN}\s*[\])>}}]?(?:\s*[-–—|:]\s+|\s+|$|(?<=[\])>}}])\s*)(?P<rest>.*)", re.DOTALL
)
_TIME_AFTER_NAME = re.compile(
    rf"(?P<name>[^:：\[\](){{}}]{{1,80}}?)(?:\s*[-–—|,]\s*|\s*)"
    rf"(?:(?P<bracket>[\[(])\s*|(?P<gap>\s{{2,}}|\t)|\s)"
    rf"{_SPAN}\s*[\])]?\s*(?P<colon>[:：]?)(?:\s+(?P<rest>.*)|$)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>~&+=#:.)0-9-])")
_MARKS = re.compile(r"^#+\s+|\*\*|__|`")


@dataclass
class _Turn:
    start: float | None
    end: float | None
    speaker: str | None
    lines: list[str]

    def said(self) -> Said:
        return Said(one_line(" ".join(self.lines)), self.start, self.end, self.speaker)


def parse_lines(text: str, *, place: Callable[[int], str] = "Line {}".format) -> Parsed:
    """Return the turns; raise MalformedTranscriptError, naming the line.

    Where lines have times, only those begin a turn: what stands before the first is a heading, what follows without a
    time goes on with the turn. Otherwise each name before a colon begins one. `place` words the number of a line.
    """
    lines = [_plain(line) for line in text.split("\n")]
    timed = [_read_timed(lines, at) for at in range(len(lines))]
    turns = _collect_timed(lines, timed) if any(timed) else _collect_named(lines, place)
    return Parsed(tuple(turn.said() for turn in turns))


def _collect_timed(lines: Sequence[str], timed: Sequence[_Turn | None]) -> list[_Turn]:
    turns: list[_Turn] = []
    for line, turn in zip(lines, timed, strict=True):
        if turn is not None:
            turns.append(turn)
        elif turns:
            turns[-1].lines.append(line)
    return turns


def _collect_named(lines: Sequence[str], place: Callable[[int], str]) -> list[_Turn]:
    turns: list[_Turn] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if found := split_label(line):
            turns.append(_Turn(None, None, found[0], [found[1]]))
        elif turns:
            turns[-1].lines.append(line)
        else:
            raise unexpected(place(number), _EXPECTED, line)
    return turns


def _read_timed(lines: Sequence[str], at: int) -> _Turn | None:
    """Return the turn that begins in this line; None if it has no time."""
    line = lines[at].strip()
    if found := _TIME_FIRST.fullmatch(line):
        return _read_time_first(found, goes_on=_goes_on(lines, at))
    found = _TIME_AFTER_NAME.fullmatch(line)
    if found is None or not is_label(found["name"]):
        return None
    is_marked = bool(found["bracket"] or found["colon"])
    stands_alone = is_marked or found["gap"] or at == 0 or not lines[at - 1].strip()
    start, end = _times(found)
    if start is None or not stands_alone or (found["rest"] and not is_marked):
        return None
    return _Turn(start, end, found["name"].strip(), [found["rest"] or ""])


def _read_time_first(found: re.Match[str], *, goes_on: bool) -> _Turn | None:
    start, end = _times(found)
    if start is None:
        return None
    rest = found["rest"].strip()
    if named := split_label(rest):
        return _Turn(start, end, named[0], [named[1]])
    if goes_on and is_label(rest):
        return _Turn(start, end, rest.strip("[]<>"), [])
    return _Turn(start, end, None, [rest])


def _times(found: re.Match[str]) -> tuple[float | None, float | None]:
    start, end = read_clock(found["start"]), read_clock(found["end"] or "")
    return start, None if start is None or end is None or end < start else end


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Return whether text of the same turn follows."""
    following = next((line for line in lines[at + 1 :] if line.strip()), "")
    return bool(following) and not _TIME_FIRST.fullmatch(following.strip())


def _plain(line: str) -> str:
    """Return the line without Markdown's marks."""
    return _ESCAPED.sub(r"\1", _MARKS.sub("", line)) if any(mark in line for mark in "*_`#\\") else line
