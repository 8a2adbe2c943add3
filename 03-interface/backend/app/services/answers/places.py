"""Lines of the index at the places that answers rest on, together with what was cut off them since."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import AnswerEvidence, QuestionPassage, TranscriptLine

Place = AnswerEvidence | QuestionPassage


class Lines:
    """The lines of some segments, and the other parts of what these were cut from, in the order of their meetings."""

    def __init__(self, lines: Iterable[TranscriptLine]) -> None:
        self._lines: defaultdict[UUID, list[TranscriptLine]] = defaultdict(list)
        for line in sorted(lines, key=lambda line: line.number):
            self._lines[line.meeting_id].append(line)

    @classmethod
    async def load(cls, session: AsyncSession, places: Sequence[Place]) -> "Lines":
        """Load the lines of these places."""
        wanted = list({(each.meeting_id, segment) for each in places for segment in each.segments})
        if not wanted:
            return cls([])
        line = TranscriptLine
        origin = tuple_(line.meeting_id, func.coalesce(line.part_of, line.segment_id))
        in_meetings = line.meeting_id.in_(list({meeting_id for meeting_id, _ in wanted}))
        cited = tuple_(line.meeting_id, line.segment_id).in_(wanted)
        origins = select(line.meeting_id, func.coalesce(line.part_of, line.segment_id)).where(in_meetings, cited)
        found = select(line).where(in_meetings, or_(origin.in_(wanted), origin.in_(origins)))
        return cls(await session.scalars(found))

    def find(
        self, place: Place, is_same: Callable[[Sequence[str], TranscriptLine], bool]
    ) -> tuple[list[TranscriptLine], bool]:
        """Return the lines of a place, and whether `is_same` holds for their texts and the first of them.

        Parts that the same person says go with what they were cut off, unless the text is the same without the last
        of them: those had been cut off before.
        """
        cited = set(place.segments)
        whole = list(_with_parts(self._lines.get(place.meeting_id, ()), cited))
        last = max((at for at, line in enumerate(whole) if line.segment_id in cited), default=0)
        for end in range(len(whole), last, -1):
            lines = whole[:end]
            if any(is_same(texts, lines[0]) for texts in _texts(lines)):
                return lines, True
        return whole, False


def _with_parts(lines: Sequence[TranscriptLine], cited: Collection[int]) -> Iterator[TranscriptLine]:
    """Yield the cited lines, and with each those after it that are parts of the same and said by the same person.

    Of a cited segment that is no more, its parts are left.
    """
    gone = set(cited) - {line.segment_id for line in lines}
    before: dict[int | None, TranscriptLine] = {}
    for line in lines:
        follows = before.pop(_origin(line), None)
        is_cited = line.segment_id in cited or line.part_of in gone
        if is_cited or (follows is not None and _speaker(follows) == _speaker(line)):
            before[_origin(line)] = line
            yield line


def _texts(lines: Sequence[TranscriptLine]) -> Iterator[list[str]]:
    """Yield what the segments said before they were cut: parts with a space between them, then with none.

    Words have none between them in some scripts, and after an apostrophe.
    """
    for joint in (" ", ""):
        runs = groupby(lines, key=_origin)
        yield [joint.join(" ".join(line.text.split()) for line in run) for _, run in runs]


def _origin(line: TranscriptLine) -> int | None:
    return line.segment_id if line.part_of is None else line.part_of


def _speaker(line: TranscriptLine) -> tuple[str | None, int]:
    return line.speaker, line.speaker_number
