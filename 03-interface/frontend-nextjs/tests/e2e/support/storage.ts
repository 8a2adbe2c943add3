import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PYTHON } from "./browser";

const ENV = process.env.SCRIBE_STACK_ENV ?? join(import.meta.dirname, "../../../../../volumes/local/env");

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
  const settings = readFileSync(ENV, "utf8").matchAll(/^(\w+)='(.*)'$/gm);
  const env = {
    ...process.env,
    ...Object.fromEntries(Array.from(settings, ([, name, value]) => [name, value])),
  };
  return execFileSync(PYTHON, ["-c", DIGEST, meetingId], { env, encoding: "utf8" }).trim();
}
