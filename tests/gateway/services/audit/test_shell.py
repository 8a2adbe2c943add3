"""`./manage.sh audit` and what other commands of the shell tell the log."""

import json
import subprocess
import sys

import httpx
from fastapi import FastAPI
from sqlalchemy import text
from support.audit.reader import AuditReader
from support.factories import Factory
from support.processes import BACKEND, environment

from app.core.config import Settings
from app.models import User


def manage(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.manage", *arguments]
    return subprocess.run(command, env=environment(settings), cwd=BACKEND, capture_output=True, text=True, check=False)


async def test_what_an_operator_does_is_told_exported_and_checked(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings, factory: Factory, admin: User
) -> None:
    assert app.state.audit is not None
    audit = AuditReader(client, factory.headers(admin))
    assert manage(settings, "invite", "new@example.org", "--name", "New").returncode == 0
    [line] = await audit.wait("account_create")
    assert (line["via"], line["actor_id"], line["result"]) == ("shell", None, "done")

    exported = manage(settings, "audit", "export")
    assert [json.loads(each)["action"] for each in exported.stdout.splitlines()].count("account_create") == 1
    assert manage(settings, "audit", "export", "--since", "2100-01-01T00:00:00Z").stdout == ""
    assert manage(settings, "audit", "export", "--format", "syslog").stdout.startswith("<110>1 ")
    assert manage(settings, "audit", "export", "--since", "yesterday").returncode == 2

    whole = manage(settings, "audit", "verify")
    assert whole.returncode == 0, whole.stderr
    noted = whole.stdout.splitlines()[-1]
    assert manage(settings, "audit", "verify", "--expect", noted).returncode == 0
    assert manage(settings, "audit", "verify", "--expect", "1").returncode == 2
    other = manage(settings, "audit", "verify", "--expect", f"1:{'0' * 64}")
    assert (other.returncode, "unexpected" in other.stdout) == (1, True)

    async with factory.database.transaction() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text("UPDATE audit_log SET address = 'elsewhere' WHERE seq = 1"))
    broken = manage(settings, "audit", "verify")
    assert (broken.returncode, "BROKEN at entry 1: changed" in broken.stdout) == (1, True)
