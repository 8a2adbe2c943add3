import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import bundled from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

const SYSTEM = "/usr/bin/chromium";
export const PYTHON = process.env.PYTHON ?? join(import.meta.dirname, "../../../../../.venv/bin/python");

/** Launch the system's Chromium where there is one, else the one from npm. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = existsSync(SYSTEM) ? SYSTEM : await bundled.executablePath();
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--autoplay-policy=no-user-gesture-required",
      ...more,
    ],
  });
}

/** Return the path of the recording of two people, 30 s, that comes with pyannote.audio. */
export function sampleRecording(): string {
  const locate =
    "import importlib.util; print(importlib.util.find_spec('pyannote.audio').submodule_search_locations[0])";
  return join(execFileSync(PYTHON, ["-c", locate], { encoding: "utf8" }).trim(), "sample/sample.wav");
}
