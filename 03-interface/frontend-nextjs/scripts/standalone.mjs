/** Puts the static files beside the standalone server, which Next.js leaves to whoever deploys it. */
import { cpSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
for (const folder of [".next/static", "public"])
  cpSync(join(ROOT, folder), join(ROOT, ".next/standalone", folder), { recursive: true });
