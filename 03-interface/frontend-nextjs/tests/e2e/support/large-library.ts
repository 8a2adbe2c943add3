import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../../../../..");
const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv/bin/python");
/** Settings of the stack behind the gateway; those of `./manage.sh local` by default. */
const ENV_FILE = process.env.SCRIBE_ENV_FILE ?? join(ROOT, "volumes/local/env");
/** Sentences per meeting; with more, PostgreSQL takes minutes to copy them on a busy machine. */
const LINES = 60;
const PATHS = ["tests/gateway", "03-interface/backend"];

/** Insert many transcribed meetings of an account into the database. */
export async function fillLibrary(email: string, count: number): Promise<void> {
  const env = { ...process.env, PYTHONPATH: PATHS.map((path) => join(ROOT, path)).join(":") };
  await promisify(execFile)(
    PYTHON,
    ["-P", "-m", "support.large_library", ENV_FILE, email, String(count), String(LINES)],
    { env },
  );
}
