/**
 * Writes src/lib/api/schema.d.ts from the gateway's own description; with --check it only compares.
 * The gateway is asked in process: none has to run. PYTHON names an interpreter with its packages.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";

const ROOT = join(import.meta.dirname, "..");
const GATEWAY = join(ROOT, "../backend");
const TARGET = join(ROOT, "src/lib/api/schema.d.ts");
const PYTHON = process.env.PYTHON ?? join(ROOT, "../../.venv/bin/python");

// Settings without a default; nothing connects to these.
const SETTINGS = {
  SCRIBE_REDIS_URL: "redis://127.0.0.1:1/0",
  SCRIBE_S3_ENDPOINT_URL: "http://127.0.0.1:1",
  SCRIBE_S3_ACCESS_KEY: "description",
  SCRIBE_S3_SECRET_KEY: "description",
  SCRIBE_DATABASE_URL: "postgresql+asyncpg://nobody@127.0.0.1:1/none",
  SCRIBE_JWT_SECRET: "0123456789abcdef0123456789abcdef",
};

const description = execFileSync(
  PYTHON,
  ["-c", "import json; from app.main import create_app; print('\\n' + json.dumps(create_app().openapi()))"],
  { cwd: GATEWAY, env: { ...process.env, ...SETTINGS }, encoding: "utf8", maxBuffer: 2 ** 26 },
);
const openapi = JSON.parse(description.trim().split("\n").at(-1));
const types = `/* Generated from the gateway's OpenAPI by \`npm run api\`. Do not edit. */\n\n${astToString(await openapiTypescript(openapi))}`;

if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, types);
} else if (readFileSync(TARGET, "utf8") !== types) {
  console.error("src/lib/api/schema.d.ts is not what the gateway describes. Run: npm run api");
  process.exit(1);
}
