import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import fr from "@messages/fr.json";
import { violations } from "../support/accessibility";
import { createAdministrator, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { HEADERS, importMeeting, newUser } from "../support/meetings";

const t = createTranslator({ locale: "fr", messages: fr });
const stamp = Date.now();
const chief = { email: `keeper-${stamp}@example.org`, name: "Camille Renard" };
const owner = { email: `kept-${stamp}@example.org`, name: `Yanis ${stamp}` };
const REASON = `Litige ${stamp}`;

let browser: Browser;
let page: Page;
let desk: Page;
let meeting: string;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
  page = await newUser(browser, "fr", owner.email, owner.name);
  meeting = await importMeeting(page, "Conseil", "Camille: Bonjour à tous.");
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
  desk = await context.newPage();
  await desk.goto("/login");
  await signIn(desk, chief.email);
});
afterAll(async () => {
  // The instance is everybody's: other files want it as it was.
  await desk.request.put("/api/v1/admin/settings", {
    headers: HEADERS(),
    data: { transcript_days: 0, identification: "on" },
  });
  await browser.close();
});

it("tells owners until when their meetings are kept, once an administrator has said for how long", async () => {
  await desk.goto("/admin/users");
  const form = desk.locator("form", {
    has: desk.getByLabel(t("retention.days.transcript_days"), { exact: true }),
  });
  await form.getByLabel(t("retention.days.transcript_days"), { exact: true }).fill("400");
  await form.getByRole("button", { name: t("retention.save") }).click();
  await desk.getByText(t("retention.policySaved")).waitFor();
  expect(await violations(desk)).toEqual([]);
  await page.goto(`/meetings/${meeting}`);
  const [before] = t("retention.meetingUntil", { date: "|" }).split("|");
  await page.getByText(before ?? "").waitFor();
  expect(await violations(page)).toEqual([]);
});

it("keeps a meeting under a legal hold, whose reason its owner reads", async () => {
  await desk.goto("/admin/operations");
  await desk.getByLabel(t("holds.meeting"), { exact: true }).fill(`${inject("webUrl")}/meetings/${meeting}`);
  await desk.getByLabel(t("holds.reason"), { exact: true }).fill(REASON);
  await desk.getByRole("button", { name: t("holds.set"), exact: true }).click();
  const lift = desk.getByRole("button", {
    name: t("holds.liftOf", { name: owner.name, reason: REASON }),
  });
  await lift.waitFor();
  await page.reload();
  await page.getByText(REASON).waitFor();
  const refused = await page.request.delete(`/api/v1/meetings/${meeting}`, { headers: HEADERS() });
  expect([refused.status(), (await refused.json()).code]).toEqual([409, "legal_hold"]);
  expect(await violations(page)).toEqual([]);
  await lift.click();
  const asked = desk.getByRole("dialog", { name: t("holds.liftTitle", { name: owner.name }) });
  await asked.getByText(REASON).waitFor();
  await asked.getByRole("button", { name: t("common.dismiss") }).click();
  const again = await page.request.delete(`/api/v1/meetings/${meeting}`, { headers: HEADERS() });
  expect(again.status()).toBe(409);
  await lift.click();
  expect(await violations(desk)).toEqual([]);
  await asked.getByRole("button", { name: t("holds.liftSubmit") }).click();
  await lift.waitFor({ state: "detached" });
});

it("lets administrators choose whether anybody is recognised by voice, which the page of voices says", async () => {
  await desk.goto("/admin/users");
  await desk.getByLabel(t("identification.policy")).selectOption("never");
  await desk.getByText(t("identification.policySaved")).first().waitFor();
  await page.goto("/voices");
  await page.getByText(t("identification.neverText")).waitFor();
  expect(await violations(page)).toEqual([]);
  await desk.getByLabel(t("identification.policy")).selectOption("on");
  await expect
    .poll(async () => (await (await page.request.get("/api/v1/identification")).json()).policy)
    .toBe("on");
  await page.reload();
  await page
    .getByRole("button", { name: t("voices.enrol") })
    .first()
    .waitFor();
  expect(await page.getByText(t("identification.neverText")).count()).toBe(0);
});
