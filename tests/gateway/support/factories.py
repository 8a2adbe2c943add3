"""Makers of rows; every argument has a default that works."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from app.core.config import Settings
from app.core.db import Database
from app.core.passwords.hashes import hash_password
from app.core.sealing.secrets import Purpose, seal
from app.core.security import hash_token, issue_access_token, issue_guest_token, new_api_token
from app.models import (
    ApiToken,
    Base,
    Comment,
    Conversation,
    Group,
    GroupMember,
    GuestLink,
    Meeting,
    Minutes,
    MinutesItem,
    RefreshToken,
    Role,
    Tag,
    TokenScope,
    Upload,
    User,
    UserSession,
    Voice,
    VoiceSample,
    Webhook,
    WebhookDelivery,
)
from app.models.base import now
from app.models.integrations.webhook import DeliveryStatus, WebhookEvent
from app.models.minutes import Grounds, ItemState
from app.services.webhooks.signing import new_secret
from scribe_contracts.events import MeetingStatus
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.minutes.templates import BuiltIn, built_in

PASSWORD = "correct horse battery"
_PASSWORD_HASH = hash_password(PASSWORD, rounds=4)

RowT = TypeVar("RowT", bound=Base)


class Factory:
    """Makes and commits rows."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings

    async def save(self, row: RowT) -> RowT:
        async with self.database.transaction() as session:
            session.add(row)
        return row

    async def user(self, **fields: Any) -> User:
        defaults = {"email": f"{uuid4().hex}@example.org", "name": "Ada", "role": Role.USER}
        return await self.save(User(**defaults | {"password_hash": _PASSWORD_HASH} | fields))

    async def meeting(self, owner: User, **fields: Any) -> Meeting:
        defaults = {"title": "Stand-up", "filename": "standup.wav", "content_type": "audio/wav", "size_bytes": 4}
        return await self.save(Meeting(owner_id=owner.id, **defaults | fields))

    async def upload(self, owner: User, **fields: Any) -> Upload:
        defaults = {"title": "Stand-up", "filename": "standup.wav", "content_type": "audio/wav", "size_bytes": 4}
        made_up = {"id": uuid4(), "part_bytes": 8 * 2**20, "head_sha256": bytes(32), "s3_upload_id": uuid4().hex}
        return await self.save(Upload(owner_id=owner.id, options=ProcessingOptions(), **defaults | made_up | fields))

    async def voice(self, owner: User | None, *, samples: int = 1, **fields: Any) -> Voice:
        rows = [VoiceSample(number=number, duration=5.0) for number in range(samples)]
        defaults = {"name": "Katie", "owner_id": owner.id if owner else None}
        return await self.save(Voice(samples=rows, next_sample=samples, **defaults | fields))

    async def api_token(self, owner: User, **fields: Any) -> ApiToken:
        defaults = {"name": "Assistant", "scope": TokenScope.MCP, "ending": "abcd", "epoch": owner.token_epoch}
        hidden = {"token_hash": uuid4().bytes * 2, "expires_at": now() + timedelta(days=1)}
        return await self.save(ApiToken(user_id=owner.id, **defaults | hidden | fields))

    async def key_headers(self, owner: User, scope: TokenScope, **fields: Any) -> dict[str, str]:
        """Make a key, and return the headers of a request with it."""
        text = new_api_token()
        await self.api_token(owner, scope=scope, token_hash=hash_token(text), ending=text[-4:], **fields)
        return {"Authorization": f"Bearer {text}"}

    async def session(self, owner: User) -> UUID:
        """Make a session that goes on, and return its id."""
        session_id = uuid4()
        # Its token first: a running gateway removes sessions that have none.
        await self.save(
            RefreshToken(
                token_hash=uuid4().bytes * 2,
                family_id=session_id,
                user_id=owner.id,
                epoch=owner.token_epoch,
                expires_at=now() + timedelta(days=1),
            )
        )
        await self.save(UserSession(id=session_id, user_id=owner.id, device="", address=""))
        return session_id

    async def webhook(self, owner: User, **fields: Any) -> tuple[Webhook, str]:
        """Make a webhook, and return it with its secret."""
        id_, secret = uuid4(), new_secret()
        defaults = {
            "name": "Wiki",
            "url": "https://hooks.invalid/",
            "events": ["completed", "failed", "edited", "deleted"],
        }
        sealed = {"id": id_, "sealed_secret": seal(secret, Purpose.WEBHOOK, id_, self.settings)}
        return await self.save(Webhook(user_id=owner.id, **defaults | sealed | fields)), secret

    async def delivery(self, webhook: Webhook, **fields: Any) -> WebhookDelivery:
        defaults = {"event": WebhookEvent.EDITED, "status": DeliveryStatus.FAILED, "attempts": 9}
        return await self.save(WebhookDelivery(id=uuid4(), webhook_id=webhook.id, **defaults | fields))

    async def comment(self, author: User, meeting: Meeting, **fields: Any) -> Comment:
        defaults = {"start": 0.5, "end": 1.5, "segments": [0], "text": "Is that so?"}
        return await self.save(Comment(author_id=author.id, meeting_id=meeting.id, **defaults | fields))

    async def tag(self, owner: User, **fields: Any) -> Tag:
        name = fields.pop("name", uuid4().hex)
        return await self.save(Tag(owner_id=owner.id, name=name, key=name.casefold(), **fields))

    async def group(self, *members: User, **fields: Any) -> Group:
        name = fields.pop("name", uuid4().hex)
        group = await self.save(Group(name=name, key=name.casefold(), **fields))
        for member in members:
            await self.save(GroupMember(group_id=group.id, user_id=member.id))
        return group

    async def guest_link(self, meeting: Meeting, **fields: Any) -> GuestLink:
        hidden = {"token_hash": uuid4().bytes * 2, "expires_at": now() + timedelta(days=1)}
        return await self.save(GuestLink(meeting_id=meeting.id, owner_id=meeting.owner_id, **hidden | fields))

    def guest_headers(self, link_id: UUID) -> dict[str, str]:
        """Return the headers of a request of a browser that has opened the link."""
        grant = issue_guest_token(link_id, self.settings, until=now() + timedelta(days=1))
        return {"Cookie": f"scribe_guest_{link_id.hex}={grant}"}

    async def conversation(self, owner: User, **fields: Any) -> Conversation:
        return await self.save(Conversation(owner_id=owner.id, **{"scope": {}, "title": "Budget"} | fields))

    async def minutes(self, meeting: Meeting, **fields: Any) -> Minutes:
        defaults = {
            "template": built_in(BuiltIn.COMPTE_RENDU, "en"),
            "status": MeetingStatus.COMPLETED,
            "sent_at": now(),
        }
        return await self.save(Minutes(meeting_id=meeting.id, **defaults | fields))

    async def minutes_item(self, minutes: Minutes, text: str = "Hello.", **fields: Any) -> MinutesItem:
        defaults = {"section": "summary", "position": 0, "state": ItemState(text=text), "grounds": Grounds()}
        return await self.save(MinutesItem(minutes_id=minutes.id, **defaults | fields))

    def headers(self, user: User) -> dict[str, str]:
        """Return the headers of a request of that user."""
        return {"Authorization": f"Bearer {issue_access_token(user.id, uuid4(), self.settings).token}"}
