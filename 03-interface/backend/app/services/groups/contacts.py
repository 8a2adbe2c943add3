"""Whom somebody may find by name: only people whom they know, and the groups that they are in.

Known are those whom they share a meeting with, those who share one with them, and those who are in a group with them.
Whoever asks for anybody else is answered as if there were nobody.
"""

from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    Subquery,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.folding import fold
from app.models import Group, GroupMember, Meeting, MeetingShare, User
from app.schemas.groups.group import Contact, ContactQuery, Contacts, OwnGroup
from app.services.groups.groups import MEMBERS, ids_of
from app.services.rights.given import meetings_given_to

_LETTERS = {
    letter: folded
    for letter in map(chr, range(0xC0, 0x250))
    if letter == letter.lower() and len(folded := fold(letter)) == 1
}
"""Letters of Latin scripts with accents, and those without."""

_SEVERAL = {letter: fold(letter) for letter in "æœßþ"}
"""Letters in whose place people type two."""

_BREAKS = "-'’.,"
"""Characters that words of a name begin after."""


async def find(session: AsyncSession, user: User, query: ContactQuery) -> Contacts:
    """Return the people and the groups whose name fits, each by name."""
    known = _known_to(user)
    address = known.c.has_address & User.email.startswith(query.q.strip().lower(), autoescape=True)
    people = await session.execute(
        _people(known)
        .where(or_(_begins(User.name, query.q), address))
        .order_by(func.lower(User.name), User.id)
        .limit(query.size)
    )
    groups = await session.execute(
        select(Group.id, Group.name, MEMBERS)
        .where(Group.id.in_(ids_of(user)), _begins(Group.name, query.q))
        .order_by(Group.key)
        .limit(query.size)
    )
    return Contacts(
        people=[Contact(user_id=row.id, name=row.name, email=row.email if row.has_address else None) for row in people],
        groups=[OwnGroup.model_validate(row) for row in groups],
    )


async def is_known(session: AsyncSession, user: User, other_id: UUID) -> bool:
    """Return whether the user may find the other's account."""
    return (await session.execute(_people(_known_to(user)).where(User.id == other_id))).first() is not None


def _people(known: Subquery) -> Select[UUID, str, str, bool]:
    return (
        select(User.id, User.name, User.email, known.c.has_address)
        .join(known, known.c.user_id == User.id)
        .where(User.disabled_at.is_(None))
    )


def _known_to(user: User) -> Subquery:
    """Select the accounts that the user knows, and whether they see its e-mail address too."""
    with_address, without = true().label("has_address"), false().label("has_address")
    own = select(Meeting.id).where(Meeting.owner_id == user.id)
    # An owner sees the addresses of those whom a meeting is shared with, and is seen by name alone.
    shared_with = select(MeetingShare.user_id, with_address).where(MeetingShare.meeting_id.in_(own))
    together = select(GroupMember.user_id, with_address).where(GroupMember.group_id.in_(ids_of(user)))
    owners = select(Meeting.owner_id.label("user_id"), without).where(Meeting.id.in_(meetings_given_to(user.id)))
    found = shared_with.union_all(together, owners).subquery()
    return (
        select(found.c.user_id, func.bool_or(found.c.has_address).label("has_address"))
        .where(found.c.user_id != user.id)
        .group_by(found.c.user_id)
        .subquery()
    )


def _begins(name: SQLColumnExpression[str], typed: str) -> ColumnElement[bool]:
    """Return the condition that each word that was typed begins a word of the name, with its accents or without.

    As it is written it is found in all scripts; without accents, in Latin ones.
    """
    spaces = " " * len(_BREAKS)
    written: ColumnElement[str] = func.translate(func.lower(name), _BREAKS, spaces)
    plain: ColumnElement[str] = func.translate(written, "".join(_LETTERS), "".join(_LETTERS.values()))
    for letter, letters in _SEVERAL.items():
        plain = func.replace(plain, letter, letters)
    as_written = typed.lower().translate(str.maketrans(_BREAKS, spaces)).split()
    folded = fold(typed).split()
    # Signs alone begin no name; nothing at all begins each.
    if not folded:
        return true() if not typed.strip() else false()
    return or_(_all_begin(as_written, written), _all_begin(folded, plain))


def _all_begin(words: list[str], name: ColumnElement[str]) -> ColumnElement[bool]:
    spaced = func.concat(literal(" "), name)
    return and_(*(spaced.contains(f" {word}", autoescape=True) for word in words))
