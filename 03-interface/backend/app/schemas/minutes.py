"""Minutes as the API shows and takes them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.models.minutes import ChangeKind, ItemState
from app.schemas.common import Name, Schema
from app.schemas.revision import Author
from scribe_contracts.events import MeetingStatus
from scribe_contracts.evidence.checks import Doubt
from scribe_contracts.languages import LanguageCode
from scribe_contracts.minutes.document import MAX_TEXT_LENGTH
from scribe_contracts.minutes.events import MinutesFailure, MinutesStage
from scribe_contracts.minutes.templates import BuiltIn, Template

ItemText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_LENGTH)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class LanguageState(StrEnum):
    OFF = "off"
    """Nobody has set up a language service."""

    READY = "ready"
    UNREACHABLE = "unreachable"


class Language(Schema):
    state: LanguageState
    model: str | None = Field(description="Model that writes; null while the service does not answer")
    writers: int = Field(description="Writers that are present; without one, minutes wait")


class NewMinutes(BaseModel):
    model_config = ConfigDict(extra="forbid")

    template: BuiltIn | UUID = Field(
        default=BuiltIn.COMPTE_RENDU, description="A template of the product, or the id of one that a user made"
    )
    language: LanguageCode | None = Field(default=None, description="Language to write in; the meeting's if not given")


class Evidence(Schema):
    """A segment that an item rests on."""

    segment: int = Field(description="Id of the segment in the transcript that the item was written from")
    start: float
    end: float
    speaker: str = Field(description="Name for readers")


class Item(Schema):
    id: UUID
    section: str
    text: str
    owner: str | None = Field(description="Who is to do it; null if nobody was named")
    due: str | None = Field(description="Until when, as it was said")
    due_date: date | None = Field(description="The day that means, where it is certain")
    done: bool
    start: float | None = Field(description="Second at which it can be heard")
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...] = Field(description="Reasons why it could not be checked; empty if it was")
    checked: bool = Field(description="The evidence was compared with it, and no doubt is left")
    stale: bool = Field(description="Segments that it rests on were changed since it was written")
    written_by: Author | None = Field(description="Person who wrote or changed it; null for what a model wrote")
    updated_at: datetime


class MinutesState(Schema):
    """Minutes without their items."""

    id: UUID
    meeting_id: UUID
    template: Template
    language: str | None
    revision: int | None = Field(description="Revision of the transcript that they rest on; null is the machine's")
    model: str | None = Field(description="Model that wrote them")
    status: MeetingStatus
    stage: MinutesStage | None
    fraction: float
    eta_seconds: float | None
    failure: MinutesFailure | None
    attempt: int
    author: Author | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class Minutes(MinutesState):
    items: tuple[Item, ...]


class NewItem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    section: str = Field(max_length=32, description="Key of a section of the template")
    text: ItemText
    owner: Name | None = None
    due: Said | None = None
    due_date: date | None = None
    start: float | None = Field(default=None, ge=0, description="Second of the recording that it rests on")


class ItemChange(BaseModel):
    """Fields that are not sent stay as they are."""

    model_config = ConfigDict(extra="forbid")

    text: ItemText | None = None
    owner: Name | None = None
    due: Said | None = None
    due_date: date | None = None
    done: bool | None = None


class Change(Schema):
    id: int
    kind: ChangeKind
    author: Author | None = Field(description="null for a model and for a deleted account")
    before: ItemState | None
    after: ItemState | None
    at: datetime


class Restoration(BaseModel):
    """A request to return to what an item was before a change."""

    model_config = ConfigDict(extra="forbid")

    change: int = Field(ge=1, le=2**63 - 1, description="Id of the change, from the item's history")


class Preference(BaseModel):
    """Your wishes for the minutes of your new meetings."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)

    each_meeting: bool | None = Field(
        default=None, description="Whether minutes are written without being asked for; null follows the instance"
    )
    template: BuiltIn | UUID = Field(default=BuiltIn.COMPTE_RENDU, description="Template of your new minutes")
    language: LanguageCode | None = Field(default=None, description="Language to write in; null is the meeting's")


class ShownPreference(Preference):
    instance: bool = Field(description="Whether this instance has minutes of each new meeting written")


class TemplateQuery(BaseModel):
    language: LanguageCode = Field(default="en", description="Language of the titles of the product's own templates")


class ListedTemplate(Schema):
    id: BuiltIn | UUID
    template: Template
    shared: bool = Field(description="Everybody here may use it")
    own: bool = Field(description="You made it, so you may change it")


class NewTemplate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    template: Template
    shared: bool = Field(default=False, description="Whether everybody here may use it")
