import { request } from "node:http";
import { createTranslator } from "next-intl";
import { expect, inject, it } from "vitest";
import { violations } from "./support/accessibility";
import { launchBrowser } from "./support/browser";
import { LANGUAGES } from "./support/languages";

const GUESSES = 14;
/** Attempts per account and address, as the gateway has it by default. */
const ALLOWED = 10;
/** Another address than that of the web server, whose word the gateway takes for where a request comes from. */
const LOCAL_ADDRESS = "127.0.0.2";
const BROWSER_ADDRESS = "127.0.0.1";

it("gives no more attempts to a client that claims another address", async () => {
  const username = `nobody-${Date.now()}@example.org`;
  const statuses: (number | undefined)[] = [];
  for (let guess = 0; guess < GUESSES; guess++) {
    statuses.push(await signIn(username, `198.51.100.${guess}`));
  }
  expect(statuses).toEqual([
    ...Array<number>(ALLOWED).fill(401),
    ...Array<number>(GUESSES - ALLOWED).fill(429),
  ]);
});

it("says on the page to wait, in French and English", async () => {
  const username = `guessed-${Date.now()}@example.org`;
  for (let guess = 0; guess < ALLOWED; guess++) await signIn(username, BROWSER_ADDRESS, BROWSER_ADDRESS);
  const browser = await launchBrowser();
  for (const [locale, messages] of LANGUAGES) {
    const t = createTranslator({ locale, messages });
    const page = await (await browser.newContext({ baseURL: inject("webUrl"), locale })).newPage();
    await page.goto("/login");
    await page.getByLabel(t("account.email")).fill(username);
    await page.getByLabel(t("account.password")).fill("guess");
    await page.getByRole("button", { name: t("account.login"), exact: true }).click();
    await page.getByText(t("problems.rate_limited")).waitFor();
    expect(await violations(page)).toEqual([]);
  }
  await browser.close();
});

/** Try to sign in from an address, claiming another one; return the status of the response. */
function signIn(
  username: string,
  claimedAddress: string,
  localAddress = LOCAL_ADDRESS,
): Promise<number | undefined> {
  const body = new URLSearchParams({ username, password: "guess" }).toString();
  const options = {
    method: "POST",
    localAddress,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "x-forwarded-for": claimedAddress,
    },
  };
  return new Promise((resolve, reject) => {
    const attempt = request(`${inject("webUrl")}/api/v1/auth/login`, options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    attempt.on("error", reject);
    attempt.end(body);
  });
}
