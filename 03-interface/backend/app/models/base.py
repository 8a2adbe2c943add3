"""Base of all tables."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy import DateTime, Dialect, Enum, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

ModelT = TypeVar("ModelT", bound=BaseModel)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: DateTime(timezone=True)}


class PydanticJSON(TypeDecorator[ModelT], Generic[ModelT]):
    """A pydantic model kept as JSONB, so that rows carry types and not dicts."""

    impl = JSONB
    cache_ok = True

    def __init__(self, model: type[ModelT]) -> None:
        super().__init__(none_as_null=True)
        self.model = model

    def process_bind_param(self, value: ModelT | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else value.model_dump(mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> ModelT | None:  # noqa: ARG002
        return None if value is None else self.model.model_validate(value)


def enum_column(values: type[StrEnum]) -> Enum:
    """Return a column type that keeps an enumeration as text; a new value needs no change of type in the database."""
    return Enum(values, native_enum=False, length=16, values_callable=lambda kinds: [kind.value for kind in kinds])


def now() -> datetime:
    return datetime.now(UTC)
