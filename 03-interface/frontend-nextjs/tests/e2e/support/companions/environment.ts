import { readFileSync } from "node:fs";
import { join } from "node:path";

export const BACKEND = join(import.meta.dirname, "../../../../../backend");
const ENV = process.env.SCRIBE_STACK_ENV ?? join(import.meta.dirname, "../../../../../../volumes/local/env");

/** Return the environment in which a program works on the data of the stack under test. */
export function stackEnvironment(): NodeJS.ProcessEnv {
  const settings = readFileSync(ENV, "utf8").matchAll(/^(\w+)='(.*)'$/gm);
  return { ...process.env, ...Object.fromEntries(Array.from(settings, ([, name, value]) => [name, value])) };
}
