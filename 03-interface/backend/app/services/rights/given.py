"""The rights that owners give to meetings, to a person or to a group that the person is in.

Every question about rights is answered by what stands here, so that a new way of giving them is added once.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Exists, Select, SQLColumnExpression, case, exists, func, literal, select
from sqlalchemy.sql.selectable import LateralFromClause

from app.models import GroupMember, GroupShare, Meeting, MeetingShare, Permission

_READ, _EDIT = (literal(permission.value) for permission in Permission)

Person = UUID | SQLColumnExpression[UUID]


def meetings_given_to(user_id: Person) -> CompoundSelect[UUID]:
    """Select the ids of the meetings that were shared with the user, some of them more than once.

    By indexes from the user's side: with a condition on meetings, PostgreSQL would look at everybody's.
    """
    directly = select(MeetingShare.meeting_id).where(MeetingShare.user_id == user_id)
    by_groups = (
        select(GroupShare.meeting_id)
        .join(GroupMember, GroupMember.group_id == GroupShare.group_id)
        .where(GroupMember.user_id == user_id)
    )
    return directly.union_all(by_groups)


def right_of(user_id: Person) -> LateralFromClause:
    """Return the user's right to the meeting of the statement around it, as the one row of a lateral join.

    Its column `permission` is the greatest that they have of their own and by their groups; NULL if they have none.
    """
    given = _given(user_id).subquery("given")
    edits = func.bool_or(given.c.permission == _EDIT)
    permission = case((edits.is_(True), _EDIT), (edits.is_(False), _READ))
    return select(permission.label("permission")).select_from(given).lateral("rights")


def is_given(user_id: Person) -> Exists:
    """Return the condition, on a meeting of the statement around it, that it was shared with the user."""
    return exists(_given(user_id).subquery("given"))


def _given(user_id: Person) -> CompoundSelect[Any]:
    """Select the permissions that the user has to the meeting of the statement around it.

    The conditions stand in each part: PostgreSQL does not push those of a join into a union.
    """
    return _directly(user_id).union_all(_by_groups(user_id))


def _directly(user_id: Person) -> Select[Permission]:
    return (
        select(MeetingShare.permission)
        .where(MeetingShare.meeting_id == Meeting.id, MeetingShare.user_id == user_id)
        .correlate_except(MeetingShare)
    )


def _by_groups(user_id: Person) -> Select[Permission]:
    return (
        select(GroupShare.permission)
        .join(GroupMember, GroupMember.group_id == GroupShare.group_id)
        .where(GroupShare.meeting_id == Meeting.id, GroupMember.user_id == user_id)
        .correlate_except(GroupShare, GroupMember)
    )
