"""The archive of one person's data, made while it is read: one file of it, or a piece of a recording, at a time."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from enum import StrEnum
from mimetypes import guess_extension
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select

from app.core.errors import AppError
from app.core.security import Bearer
from app.core.text import one_line
from app.models import Conversation, Meeting, User, Voice
from app.models.base import now
from app.resources import Resources
from app.schemas.answers import conversation as conversations
from app.services.answers.views import show_messages
from app.services.bundles.archive import Archive
from app.services.bundles.bundles import find_reader
from app.services.bundles.names import FileNames
from app.services.exports import Language, content_disposition
from app.services.own_data import account, meetings, wording
from app.services.own_data.tickets import Order
from app.services.storage.objects import Objects
from app.services.voices import views as voice_views
from scribe_contracts import storage

PIECE_BYTES = 1024 * 1024
"""Bytes of a recording that are in memory at once."""

_PRODUCT = "Smart Meeting Scribe"
_TITLES = {Language.ENGLISH: "my data", Language.FRENCH: "mes données"}


class _Ending(StrEnum):
    ZIP = "zip"


class OwnData:
    """Writes the archive. Whoever is signed out or disabled meanwhile gets no more of it."""

    def __init__(self, resources: Resources, bearer: Bearer, order: Order) -> None:
        self._resources = resources
        self._database = resources.database
        self._objects = Objects(resources)
        self._bearer = bearer
        self._order = order
        self._archive = Archive()
        self._at = now()
        self._missing: list[str] = []

    async def write(self) -> AsyncIterator[bytes]:
        """Yield the archive."""
        async with self._database.look() as session:
            user = await find_reader(session, self._bearer)
            about = await account.describe(session, self._resources, user, self._bearer)
            receipts = await account.list_receipts(session, user)
            of_user = select(Meeting.id).where(Meeting.owner_id == user.id).order_by(Meeting.held_at, Meeting.id)
            meeting_ids = list(await session.scalars(of_user))
            voice_ids = list(await session.scalars(select(Voice.id).where(Voice.owner_id == user.id)))
            asked = select(Conversation.id).where(Conversation.owner_id == user.id)
            conversation_ids = list(await session.scalars(asked.order_by(Conversation.created_at)))
        yield await self._add(wording.README[self._order.language], self._read_me(user))
        yield await self._add_json("account.json", about)
        yield await self._add_json("receipts.json", receipts)
        async for piece in self._audit(user.id):
            yield piece
        names = FileNames()
        for meeting_id in meeting_ids:
            async for piece in self._meeting(meeting_id, names):
                yield piece
        for voice_id in voice_ids:
            async for piece in self._voice(voice_id):
                yield piece
        for conversation_id in conversation_ids:
            async for piece in self._conversation(conversation_id):
                yield piece
        if self._missing:
            yield await self._add(wording.MISSING[self._order.language], "\n".join(self._missing) + "\n")
        yield await asyncio.to_thread(self._archive.finish)

    def _read_me(self, user: User) -> str:
        text = wording.READ_ME[self._order.language]
        address = self._resources.settings.public_url.rstrip("/")
        return text.format(name=_PRODUCT, date=f"{self._at:%Y-%m-%d %H:%M}", email=user.email, address=address)

    async def _audit(self, user_id: UUID) -> AsyncIterator[bytes]:
        yield self._archive.begin("audit.jsonl", self._at)
        async for batch in account.read_audit(self._database, user_id):
            lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in batch)
            yield await asyncio.to_thread(self._archive.write, lines.encode())
        yield self._archive.end()

    async def _meeting(self, meeting_id: UUID, names: FileNames) -> AsyncIterator[bytes]:
        try:
            async with self._database.look() as session:
                user = await find_reader(session, self._bearer)
                found = await meetings.look_up(session, self._resources, user, meeting_id)
        except Exception as error:  # noqa: BLE001 - the rest is sent all the same: the answer has begun
            self._miss(f"meetings/{meeting_id}", error)
            return
        meeting = found.meeting
        folder = f"meetings/{names.take_folder(meeting.title, meeting.held_at)}"
        yield await self._add_json(f"{folder}/meeting.json", found.about)
        if found.transcript is not None:
            text = await asyncio.to_thread(found.transcript.model_dump_json, indent=2)
            yield await self._add(f"{folder}/transcript.json", text)
        elif found.lacks_minutes:
            self._missing.append(f"{folder}: {wording.WITHOUT_MINUTES[self._order.language]}")
        if self._order.recordings and meeting.has_recording:
            name = f"{folder}/recording{_suffix(meeting.filename)}"
            async for piece in self._sound(name, storage.source(meeting.id), meeting.created_at):
                yield piece

    async def _voice(self, voice_id: UUID) -> AsyncIterator[bytes]:
        folder = f"voices/{voice_id}"
        try:
            async with self._database.look() as session:
                user = await find_reader(session, self._bearer)
                voice = await session.get(Voice, voice_id)
                if voice is None or voice.owner_id != user.id:
                    return
                about = voice_views.show(voice, user).model_dump(mode="json") | {"meeting_id": voice.meeting_id}
                samples = [(sample.number, sample.content_type) for sample in voice.samples]
        except Exception as error:  # noqa: BLE001 - as above
            self._miss(folder, error)
            return
        yield await self._add_json(f"{folder}/voice.json", about)
        if self._order.recordings:
            for number, content_type in samples:
                name = f"{folder}/sample-{number}{guess_extension(content_type) or ''}"
                async for piece in self._sound(name, storage.voice_sample(voice_id, number), self._at):
                    yield piece

    async def _conversation(self, conversation_id: UUID) -> AsyncIterator[bytes]:
        name = f"conversations/{conversation_id}.json"
        try:
            async with self._database.look() as session:
                user = await find_reader(session, self._bearer)
                found = await session.get(Conversation, conversation_id)
                if found is None or found.owner_id != user.id:
                    return
                shown = conversations.Conversation.model_validate(found).model_dump()
                messages = await show_messages(session, user, conversation_id, running=False)
            text = conversations.ConversationWithMessages(**shown, messages=messages).model_dump_json(indent=2)
        except Exception as error:  # noqa: BLE001 - as above
            self._miss(name, error)
            return
        yield await self._add(name, text)

    async def _sound(self, name: str, location: storage.S3Location, at: datetime) -> AsyncIterator[bytes]:
        try:
            size = (await self._objects.stat(location)).size
            body = await self._objects.open(location, 0, size) if size else None
        except Exception as error:  # noqa: BLE001 - as above; what fails later breaks the download, which is seen
            self._miss(name, error)
            return
        yield self._archive.begin(name, at)
        if body is not None:
            try:
                while piece := await self._objects.run(lambda: body.read(PIECE_BYTES)):
                    yield await asyncio.to_thread(self._archive.write, piece)
            finally:
                self._objects.close(body)
        yield self._archive.end()

    async def _add(self, name: str, content: str) -> bytes:
        return await asyncio.to_thread(self._archive.add, name, content, self._at)

    async def _add_json(self, name: str, content: Any) -> bytes:
        text = await asyncio.to_thread(json.dumps, content, ensure_ascii=False, indent=2, default=str)
        return await self._add(name, text)

    def _miss(self, name: str, error: Exception) -> None:
        """Note what is missing, with the reason; logs get the reason alone, since names are of people."""
        code = error.code if isinstance(error, AppError) else None
        structlog.get_logger().warning("own_data_incomplete", code=code, exc_info=None if code else error)
        reason = error.detail if isinstance(error, AppError) else "Something went wrong on our side."
        self._missing.append(f"{one_line(name)}: {reason}")


def _suffix(filename: str) -> str:
    """Return the ending of a file's name if it is a plain one."""
    suffix = PurePosixPath(filename).suffix[:10]
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def name_archive(language: Language) -> str:
    """Return the header that names the archive."""
    return content_disposition(f"{now():%Y-%m-%d} Scribe {_TITLES[language]}", _Ending.ZIP)
