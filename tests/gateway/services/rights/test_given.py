"""The right to one meeting is looked up by indexes, however many groups and shares there are."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Select, text
from sqlalchemy.dialects import postgresql
from support.factories import Factory

from app.core.security import Bearer
from app.models import User
from app.services.meetings import glances, meetings, views

OTHERS = """
INSERT INTO users (id, email, name, role, created_at)
SELECT gen_random_uuid(), n || '@example.com', 'Other ' || n, 'user', now() FROM generate_series(1, 2000) n;
INSERT INTO groups (id, name, key, created_at)
SELECT gen_random_uuid(), 'Group ' || n, 'group ' || n, now() FROM generate_series(1, 300) n;
INSERT INTO group_members (group_id, user_id, created_at)
SELECT g.id, u.id, now() FROM groups g JOIN users u ON random() < 0.02 WHERE g.key LIKE 'group %';
INSERT INTO group_shares (meeting_id, group_id, permission, created_at)
SELECT m.id, g.id, 'read', now() FROM meetings m JOIN groups g ON true WHERE g.key LIKE 'group %';
ANALYZE
"""


@pytest.fixture
async def crowded(factory: Factory, user: User) -> UUID:
    """Make meetings of others that are shared with many groups, and one of the user's; return its id."""
    other = await factory.user()
    for _ in range(60):
        await factory.meeting(other)
    mine = await factory.meeting(user)
    await factory.group(user, other)
    async with factory.database.engine.begin() as connection:
        for statement in OTHERS.split(";"):
            await connection.execute(text(statement))
    return mine.id


def statements(user: User, meeting_id: UUID) -> dict[str, Select[*tuple[object, ...]]]:
    one = {"user_id": user.id, "meeting_id": meeting_id}
    viewer = Bearer(user.id, uuid4(), 0, is_key=False)
    return {
        "one meeting": meetings.VISIBLE.params(one),
        "one meeting as seen": views._SEEN.params(one),
        "watchers": glances._states([glances._Question(viewer, meeting_id)]),
    }


async def test_no_right_is_found_by_reading_all_shares(factory: Factory, user: User, crowded: UUID) -> None:
    plans = {}
    async with factory.database.transaction() as session:
        for name, statement in statements(user, crowded).items():
            compiled = statement.compile(dialect=postgresql.asyncpg.dialect(), compile_kwargs={"literal_binds": True})
            found = await session.execute(text(f"EXPLAIN {str(compiled).replace(':', chr(92) + ':')}"))
            plans[name] = "\n".join(found.scalars())
    scans = ("Seq Scan on group_shares", "Seq Scan on group_members")
    assert {name: plan for name, plan in plans.items() if any(scan in plan for scan in scans)} == {}
