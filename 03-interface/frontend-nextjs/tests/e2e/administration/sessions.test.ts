import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { register, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";
import { changesOf } from "../support/requests";

const stamp = Date.now();
const user = { email: `everywhere-${stamp}@example.org`, name: `Nomade ${stamp}` };

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage({ baseURL: inject("webUrl"), locale: "en" });
  await page.goto("/login");
  await register(page, user.email, user.name);
  await page.context().close();
}, 120_000);
afterAll(() => browser.close());

async function signInSomewhere(locale: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: inject("webUrl"), locale })).newPage();
  await page.goto("/login");
  await signIn(page, user.email);
  return page;
}

async function isSignedIn(page: Page): Promise<boolean> {
  return (await page.request.get("/api/v1/auth/me")).ok();
}

it("lists one's sessions and ends one, then all others in another language", async () => {
  let t = sayIn("fr");
  const desk = await signInSomewhere("fr");
  const [lost, borrowed] = [await signInSomewhere("fr"), await signInSomewhere("en")];
  await desk.goto("/account");
  // It has the same name in both.
  const list = desk.getByRole("list", { name: t("sessions.title") });
  await list.getByText(t("sessions.current")).waitFor();
  await expect.poll(() => list.getByRole("listitem").first().innerText()).toContain("127.0.0.1");
  const ends = () => list.getByRole("button", { name: t("sessions.end") });
  expect(await violations(desk)).toEqual([]);
  const before = await ends().count();
  // The last one that was used stands first.
  await ends().first().click();
  await desk.getByText(t("sessions.ended")).waitFor();
  await expect.poll(() => ends().count()).toBe(before - 1);
  expect(await isSignedIn(borrowed)).toBe(false);
  expect(await isSignedIn(lost)).toBe(true);
  t = await turnTo(desk, "en");
  await desk.reload();
  await list.getByText(t("sessions.current")).waitFor();
  await expect.poll(() => ends().count()).toBe(before - 1);
  const asked = changesOf(desk, "/auth/sessions");
  await desk.getByRole("button", { name: t("sessions.endOthers") }).dblclick();
  await desk.getByText(t("sessions.othersEnded")).waitFor();
  await expect.poll(() => ends().count()).toBe(0);
  expect(asked).toEqual(["DELETE /api/v1/auth/sessions"]);
  expect(await isSignedIn(lost)).toBe(false);
  expect(await isSignedIn(desk)).toBe(true);
  await Promise.all([desk, lost, borrowed].map((page) => page.context().close()));
});
