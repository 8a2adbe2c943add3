"""Advisory locks are held one beside the other."""

import re
from pathlib import Path

from sqlalchemy import text

from app.core.locks.advisory_locks import AdvisoryLock
from app.resources import Resources

SOURCES = Path(__file__).parents[4] / "03-interface" / "backend" / "app"


async def test_each_lock_is_held_beside_all_others(resources: Resources) -> None:
    database = resources.database
    async with database.transaction() as mine, database.transaction() as theirs:
        for number, lock in enumerate(AdvisoryLock.__members__.values()):
            session = (mine, theirs)[number % 2]
            # The gateway's loops hold some for a moment; what the other session has would end this by its timeout.
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lock})
        again = {"key": AdvisoryLock.MIGRATION}
        assert not await theirs.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), again)


def test_no_module_has_a_key_of_its_own() -> None:
    own = [file for file in SOURCES.rglob("*.py") if re.search(r"0x5C1B", file.read_text(encoding="utf-8"))]
    assert own == [SOURCES / "core" / "locks" / "advisory_locks.py"]
