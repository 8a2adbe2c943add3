"""Fields and shapes that several routes share."""

from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Generic, TypeVar
from zoneinfo import available_timezones

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from app.core.limits import (
    MAX_CONSENT_LENGTH,
    MAX_CONTACT_LENGTH,
    MAX_NAME_LENGTH,
    MAX_REASON_LENGTH,
    MAX_RETENTION_DAYS,
    MAX_TAG_KEY_LENGTH,
    MAX_TAG_LENGTH,
    MAX_TITLE_LENGTH,
)
from app.core.text import has_hidden_characters, name_key

T = TypeVar("T")


def _line(max_length: int) -> StringConstraints:
    """Constrain a text to one line. PostgreSQL refuses NUL, and other control characters have no place in a name."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=max_length, pattern=r"^[^\x00-\x1f\x7f]+$")


def _reject_hidden(text: str) -> str:
    if has_hidden_characters(text):
        raise ValueError("invisible and direction-changing characters are not allowed")
    return text


def _limit_key(text: str) -> str:
    if len(name_key(text)) > MAX_TAG_KEY_LENGTH:
        raise ValueError("it has too many letters that stand for several")
    return text


Name = Annotated[str, _line(MAX_NAME_LENGTH), AfterValidator(_reject_hidden)]
Title = Annotated[str, _line(MAX_TITLE_LENGTH), AfterValidator(_reject_hidden)]
TagName = Annotated[str, _line(MAX_TAG_LENGTH), AfterValidator(_reject_hidden), AfterValidator(_limit_key)]
ConsentText = Annotated[str, _line(MAX_CONSENT_LENGTH), AfterValidator(_reject_hidden)]
Reason = Annotated[str, _line(MAX_REASON_LENGTH), AfterValidator(_reject_hidden)]
Contact = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_CONTACT_LENGTH, pattern=r"^[^\x00-\x1f\x7f]*$"),
    AfterValidator(_reject_hidden),
]


KeptDays = Annotated[int, Field(ge=0, le=MAX_RETENTION_DAYS)]
"""Days for which something is kept; 0 for ever."""

RowNumber = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""A number that fits a column of PostgreSQL's type integer."""


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; raise ValueError for one that lies outside the calendar there."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("the time is outside the calendar") from None


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]

_FIRST_DAY, _LAST_DAY = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def _reject_far_away(moment: datetime) -> datetime:
    if not _FIRST_DAY <= moment < _LAST_DAY:
        raise ValueError("a meeting is held between the years 1900 and 9998")
    return moment


HeldAt = Annotated[Moment, AfterValidator(_reject_far_away)]
"""A time that every time zone has in its calendar."""


# It reads the whole database of the system.
_zones = cache(available_timezones)


def _reject_unknown_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("there is no such time zone")
    return name


ZoneName = Annotated[str, AfterValidator(_reject_unknown_zone)]
"""Name of a time zone in the IANA database."""

InZone = Annotated[ZoneName, Query(description="Time zone of the dates, by its IANA name, such as Europe/Paris")]


class Schema(BaseModel):
    """Base of what the API answers with; made from rows by attribute."""

    model_config = ConfigDict(from_attributes=True)


class Page(Schema, Generic[T]):
    items: list[T]
    total: int
    page: int
    size: int


class PageQuery(BaseModel):
    page: int = Field(default=1, ge=1, le=1_000_000, description="Number of the page, from 1")
    size: int = Field(default=20, ge=1, le=100, description="Items on a page")

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


PageQueryDep = Annotated[PageQuery, Query()]


class FieldProblem(Schema):
    field: str
    message: str


class Problem(Schema):
    """An error, after RFC 9457."""

    type: str = Field(description="urn:scribe:problem:<code>")
    title: str
    status: int
    detail: str = Field(description="One sentence for people")
    instance: str = Field(description="Path of the request")
    code: str = Field(description="Stable code for programs")
    request_id: str = Field(description="Id of the request in the logs")
    errors: list[FieldProblem] = Field(default=[], description="Fields that are wrong, if the error is about fields")
    challenge: str | None = Field(
        default=None,
        description="With `second_factor_required`: goes with the code to `POST /auth/login/second-factor`",
    )
