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
