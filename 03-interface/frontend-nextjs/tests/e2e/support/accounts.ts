import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";
import { PYTHON } from "./browser";
import { BACKEND, stackEnvironment } from "./companions/environment";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

export const PASSWORD = "correct horse battery";

/** Create an administrator as an operator does: the first user to register may be somebody else. */
export function createAdministrator(email: string, name: string): void {
  const command = ["-m", "app.manage", "create-user", "--role", "admin", "--email", email, "--name", name];
  execFileSync(PYTHON, command, { cwd: BACKEND, env: stackEnvironment(), input: `${PASSWORD}\n` });
}

/** Register and sign in through the API; a page of the application must be open. */
export async function register(page: Page, email: string, name: string): Promise<void> {
  await page.evaluate(
    async (account) => {
      await fetch("/api/v1/auth/register", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(account),
      });
    },
    { email, name, password: PASSWORD },
  );
  await signIn(page, email);
}

export async function signIn(page: Page, email: string): Promise<void> {
  const status = await page.evaluate(
    async ({ email, password }) => {
      const body = new URLSearchParams({ username: email, password });
      return (await fetch("/api/v1/auth/login", { method: "POST", body })).status;
    },
    { email, password: PASSWORD },
  );
  if (status !== 200) throw new Error(`${email} cannot sign in: ${status}`);
}

/** Return the code (RFC 6238) that an authenticator shows, now or so many steps later. */
export function codeOf(secret: string, steps = 0): string {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
