"""Conversations with their questions, and answers as sentences that rest on places in meetings.

No word of a transcript is kept here: quotes are read from the transcript as it is, for who may read it then.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.limits import MAX_TITLE_LENGTH
from app.models.base import Base, now


class Conversation(Base):
    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_owner_id_updated_at", "owner_id", "updated_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    """The one meeting that is asked; such a conversation goes with it."""

    title: Mapped[str] = mapped_column(String(MAX_TITLE_LENGTH), default="")
    scope: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """A `Scope` of the API."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)


class Question(Base):
    """A question, and how it ended."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_conversation_id_created_at", "conversation_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str | None] = mapped_column(String(32))
    """None while it is being answered, and for ever if the gateway was killed meanwhile."""

    failure: Mapped[str | None] = mapped_column(String(32))
    model: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]
    sources: Mapped[list["QuestionSource"]] = relationship(lazy="selectin")
    claims: Mapped[list["AnswerClaim"]] = relationship(order_by="AnswerClaim.position", lazy="selectin")
    passages: Mapped[list["QuestionPassage"]] = relationship(order_by="QuestionPassage.position", lazy="selectin")


class QuestionSource(Base):
    """A meeting that was read for an answer. A sentence that could not be checked may rest on any of them."""

    __tablename__ = "question_sources"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class _Place:
    """Columns of a place in a meeting."""

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    segments: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    """Ids of the segments; what was cut off them since goes with them. None where the meeting as such is meant."""

    start: Mapped[float]
    end: Mapped[float]
    digest: Mapped[str] = mapped_column(String(64))
    """Of the words that were there, so that a later edit shows; empty where the meeting as such is meant."""


class QuestionPassage(_Place, Base):
    """A place that is like a question which nobody has answered. What was edited there since is shown no more."""

    __tablename__ = "question_passages"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)


class AnswerClaim(Base):
    """A sentence of an answer."""

    __tablename__ = "answer_claims"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    doubts: Mapped[list[str]] = mapped_column(ARRAY(String(32)))
    evidence: Mapped[list["AnswerEvidence"]] = relationship(order_by="AnswerEvidence.position", lazy="selectin")


class AnswerEvidence(_Place, Base):
    """A place that a sentence rests on. Deleting its meeting deletes the sentence too: see `services/answers`."""

    __tablename__ = "answer_evidence"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("answer_claims.id", ondelete="CASCADE"), primary_key=True)
