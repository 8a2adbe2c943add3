import { execFileSync } from "node:child_process";
import { PYTHON } from "./browser";
import { stackEnvironment } from "./companions/environment";

const DIGEST = `
import hashlib, sys
from uuid import UUID
from scribe_contracts import s3, storage
from scribe_contracts.settings import InfrastructureSettings
bucket, key = storage.source(UUID(sys.argv[1]))
body = s3.connect(InfrastructureSettings()).get_object(Bucket=bucket, Key=key)["Body"]
digest = hashlib.sha256()
for chunk in body.iter_chunks(2**20):
    digest.update(chunk)
print(digest.hexdigest())
`;

/** Return the SHA-256 of a recording in the stack's storage. */
export function storedChecksum(meetingId: string): string {
  return execFileSync(PYTHON, ["-c", DIGEST, meetingId], {
    env: stackEnvironment(),
    encoding: "utf8",
  }).trim();
}

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
