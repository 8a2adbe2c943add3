"""A user with many meetings.

`python -m support.large_library ENV_FILE EMAIL COUNT LINES`, run from tests/gateway, gives them to an account.
"""

import asyncio
import random
import re
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Column, Integer, MetaData, Table, Uuid, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.db import Database
from app.models import Meeting, MeetingSpeaker, TranscriptLine, User
from app.models.base import now
from app.services.search import index as search_index
from scribe_contracts.events import MeetingStatus
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript

TEMPLATES = 20
NAMES = ("Camille", "Yanis", "Inès", None)
RARE = "photosynthèse"
"""A word said once in one meeting of every 20."""

_FREQUENT = re.findall(r"\w+", "le la de et à on que pour dans avec projet équipe réunion client point semaine budget")
_SELDOM = [f"{stem}{ending}" for stem in ("valid", "transform", "organis", "prépar") for ending in ("er", "ons", "é")]
_MADE = {"id", "title", "created_at", "held_at"}
_COPIED = [column for column in Meeting.__table__.columns if column.name not in _MADE]


async def add_meetings(session: AsyncSession, owner: User, count: int, lines: int = 300) -> None:
    """Add a few meetings as the product makes them, then copies of them, which PostgreSQL makes."""
    chance = random.Random(7)
    templates = [await _template(session, owner, number, lines, chance) for number in range(TEMPLATES)]
    connection = await session.connection()
    copies = Table(
        "copies", MetaData(), Column("id", Uuid), Column("of", Uuid), Column("number", Integer), prefixes=["TEMPORARY"]
    )
    await connection.run_sync(copies.create)
    rows = [{"id": uuid4(), "of": templates[at % TEMPLATES].id, "number": at} for at in range(TEMPLATES, count)]
    await session.execute(insert(copies), rows)
    fields = [column for column in _COPIED if column.computed is None and column.name != "title_folded"]
    number = copies.c.number
    earlier = Meeting.created_at - number * timedelta(hours=7)
    await session.execute(
        insert(Meeting).from_select(
            ["id", "title", "title_folded", "created_at", "held_at", *(column.name for column in fields)],
            select(
                copies.c.id,
                func.concat("Réunion ", number),
                func.concat("reunion ", number),
                earlier,
                earlier,
                *fields,
            ).join(copies, copies.c.of == Meeting.id),
            include_defaults=False,
        )
    )
    for table in (TranscriptLine.__table__, MeetingSpeaker.__table__):
        others = [column for column in table.columns if column.name != "meeting_id"]
        await session.execute(
            insert(table).from_select(
                ["meeting_id", *(column.name for column in others)],
                select(copies.c.id, *others).join(copies, copies.c.of == table.c.meeting_id),
            )
        )
    await connection.run_sync(copies.drop)


async def _template(session: AsyncSession, owner: User, number: int, lines: int, chance: random.Random) -> Meeting:
    meeting = Meeting(
        owner_id=owner.id,
        title=f"Réunion {number}",
        filename="reunion.m4a",
        content_type="audio/mp4",
        size_bytes=1,
        status=MeetingStatus.COMPLETED,
        language="fr",
        duration=lines * 10.0,
        speakers=len(NAMES),
        created_at=now() - number * timedelta(hours=7),
    )
    session.add(meeting)
    await session.flush()
    texts = [_sentence(chance) for _ in range(lines)]
    if number == 0:
        texts[lines // 2] = f"On parle de {RARE} aujourd’hui."
    await search_index.index_transcript(session, meeting, _transcript(meeting, texts))
    return meeting


def _sentence(chance: random.Random) -> str:
    words = [*chance.choices(_FREQUENT, k=9), *chance.choices(_SELDOM, k=2), f"terme{chance.randrange(5000)}"]
    chance.shuffle(words)
    return f"{' '.join(words).capitalize()}."


def _transcript(meeting: Meeting, texts: list[str]) -> Transcript:
    return Transcript(
        meeting_id=meeting.id,
        language="fr",
        language_probability=1.0,
        duration=len(texts) * 10.0,
        models=Models(diarization="d", identification="i", transcription="t"),
        speakers=tuple(Speaker(id=f"SPEAKER_{at:02}", name=name, speech_seconds=1.0) for at, name in enumerate(NAMES)),
        segments=tuple(
            Segment(
                id=at,
                speaker=f"SPEAKER_{at % len(NAMES):02}",
                start=at * 10.0,
                end=at * 10.0 + 9,
                text=text,
                words=(),
            )
            for at, text in enumerate(texts)
        ),
    )


def _settings(env_file: Path) -> Settings:
    named = re.findall(r"^(SCRIBE_\w+)='(.*)'$", env_file.read_text(encoding="utf-8"), re.MULTILINE)
    return Settings.model_validate({name.removeprefix("SCRIBE_").lower(): value for name, value in named})


async def _main(settings: Settings, email: str, count: int, lines: int) -> None:
    database = Database(settings)
    async with database.transaction() as session:
        await add_meetings(
            session, (await session.scalars(select(User).where(User.email == email))).one(), count, lines
        )
    await database.close()


if __name__ == "__main__":
    asyncio.run(_main(_settings(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
