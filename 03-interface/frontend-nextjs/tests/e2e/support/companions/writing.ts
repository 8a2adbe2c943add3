import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PYTHON } from "../browser";
import { stackEnvironment } from "./environment";
import { answers, freePort, Program } from "./program";
import { siteWith, type Site } from "./web";

const ROOT = join(import.meta.dirname, "../../../../../..");
const STUB = join(ROOT, "tests/support/language_process.py");

type Ready = { writers?: number };

/** Run the product with a language server that says what stands in the first turn it is given, and with a writer. */
export async function siteThatWrites(): Promise<Site> {
  const port = await freePort();
  const language = `http://127.0.0.1:${port}/v1`;
  const hold = join(mkdtempSync(join(tmpdir(), "scribe-language-")), "hold");
  const server = {
    command: PYTHON,
    args: [STUB, String(port), hold],
    env: { ...process.env, PYTHONPATH: join(ROOT, "01-core") },
  };
  const writing = {
    command: PYTHON,
    args: ["-m", "app.worker.minutes"],
    env: { ...stackEnvironment(), PYTHONPATH: "", SCRIBE_LANGUAGE_URL: language },
    cwd: join(ROOT, "02-workers"),
  };
  const running: { stop: () => Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(running.map((each) => each.stop()));
  };
  try {
    running.push(await Program.start(server, () => answers(`${language}/models`)));
    const site = await siteWith({ SCRIBE_LANGUAGE_URL: language });
    running.push(site);
    running.push(await Program.start(writing, () => hasWriter(site)));
    return { ...site, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function hasWriter(site: Site): Promise<boolean> {
  const answer = await fetch(`${site.gateway}/health/ready`);
  return Boolean(((await answer.json()) as Ready).writers);
}
