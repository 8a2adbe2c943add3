import { execFileSync } from "node:child_process";
import { PYTHON } from "./browser";
import { stackEnvironment } from "./companions/environment";

const EXPIRE = `
import asyncio, os, sys
from uuid import UUID
import asyncpg

async def expire():
    database = await asyncpg.connect(os.environ["SCRIBE_DATABASE_URL"].replace("+asyncpg", ""))
    try:
        statement = "UPDATE guest_links SET expires_at = now() - interval '1 hour' WHERE id = $1"
        return await database.execute(statement, UUID(sys.argv[1]))
    finally:
        await database.close()

print(asyncio.run(expire()))
`;

/** Let a link expire an hour ago: links are good for a day at least. */
export function expireLink(linkId: string): void {
  const done = execFileSync(PYTHON, ["-c", EXPIRE, linkId], { env: stackEnvironment(), encoding: "utf8" });
  if (done.trim() !== "UPDATE 1") throw new Error(`there is no link ${linkId}: ${done}`);
}
