"""Minutes that were written for a measurement, kept so that an interrupted one goes on behind the last part."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel

from app.services.minutes.answers import Entries
from scribe_contracts.minutes.document import MinutesItem


class Spent(BaseModel):
    """Seconds, tokens and memory of writing, over all runs."""

    seconds: float = 0.0
    tokens_read: int = 0
    tokens_written: int = 0
    """As the service counted them."""

    peak_mib: float = 0.0


class WrittenMinutes(BaseModel):
    """The minutes of one meeting; a line of the file of results."""

    pack: str
    meeting: int
    """Its place in its file."""

    language: str
    items: tuple[MinutesItem, ...]
    spent: Spent


class _Begun(BaseModel):
    parts: dict[str, Entries] = {}
    spent: Spent = Spent()


class BegunMinutes:
    """The parts of one meeting's minutes, in a file until all are written; what each run spent is added up."""

    def __init__(self, file: Path, peak_mebibytes: Callable[[], float]) -> None:
        self._file = file
        self._peak_mebibytes = peak_mebibytes
        self._begun = _Begun.model_validate_json(file.read_bytes()) if file.is_file() else _Begun()
        self._counted_until = time.monotonic()

    async def load(self, fingerprint: str) -> Entries | None:
        return self._begun.parts.get(fingerprint)

    async def save(self, fingerprint: str, entries: Entries) -> None:
        self._begun.parts[fingerprint] = entries
        self.spent()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        half = self._file.with_suffix(".new")
        half.write_text(self._begun.model_dump_json(), encoding="utf-8")
        half.replace(self._file)

    def count(self, tokens_read: int, tokens_written: int) -> None:
        """Add what one request to the service read and wrote."""
        self._begun.spent.tokens_read += tokens_read
        self._begun.spent.tokens_written += tokens_written

    def spent(self) -> Spent:
        """Return what all runs spent until now."""
        now = time.monotonic()
        self._begun.spent.seconds += now - self._counted_until
        self._begun.spent.peak_mib = max(self._begun.spent.peak_mib, self._peak_mebibytes())
        self._counted_until = now
        return self._begun.spent

    def forget(self) -> None:
        """Remove the file, once the minutes are among the results."""
        self._file.unlink(missing_ok=True)


class KeptMinutes:
    """The minutes that one pack's model wrote of one file's meetings, a line each, in the folder of results."""

    def __init__(self, folder: Path, corpus: str, pack: str) -> None:
        self._folder, self._corpus, self.pack = folder, corpus, pack
        self._file = folder / f"minutes-{corpus}.jsonl"

    def written(self) -> dict[int, WrittenMinutes]:
        """Return the minutes by their meeting's place in its file."""
        return {each.meeting: each for each in self._lines() if each.pack == self.pack}

    def begun(self, meeting: int, peak_mebibytes: Callable[[], float]) -> BegunMinutes:
        """Return the parts of a meeting's minutes that an earlier run wrote."""
        return BegunMinutes(self._folder / "begun" / f"{self._corpus}-{self.pack}-{meeting}.json", peak_mebibytes)

    def add(self, minutes: WrittenMinutes) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(minutes.model_dump_json() + "\n")

    def _lines(self) -> Iterable[WrittenMinutes]:
        if self._file.is_file():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                yield WrittenMinutes.model_validate_json(line)
