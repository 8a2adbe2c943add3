import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { isolate } from "@/lib/format/isolate";
import { violations } from "../support/accessibility";
import { createAdministrator, register, signIn } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { sayIn, turnTo } from "../support/languages";
import { importMeeting, newUser } from "../support/meetings";

const SAID = "1\n00:00:01,000 --> 00:00:04,000\nKatie: The budget was cut.\n";

const stamp = Date.now();
const chief = { email: `groups-${stamp}@example.org`, name: "Camille Renard" };

let browser: Browser;

beforeAll(async () => {
  createAdministrator(chief.email, chief.name);
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

/** Return whether a finger that touches the middle of what is shown touches it. */
function isOnTop(shown: Locator): Promise<boolean> {
  return shown.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });
}

it("shares a meeting with a group, by typing, whatever language each speaks", async () => {
  let t = sayIn("fr");
  const said = sayIn("en");
  const name = `Finance ${stamp}`;
  const title = `Budget ${stamp}`;
  const owner = { email: `owner-${stamp}@example.org`, name: "Yanis Morel" };
  const member = { email: `member-${stamp}@example.org`, name: `Élodie Petit ${stamp}` };
  const stranger = { email: `stranger-${stamp}@example.org`, name: `Elias Stranger ${stamp}` };
  const open = async (locale: string, enter: (page: Page) => Promise<void>) => {
    const page = await (await browser.newContext({ baseURL: inject("webUrl"), locale })).newPage();
    await page.goto("/login");
    await enter(page);
    return page;
  };
  const join = (locale: string, who: typeof owner) =>
    open(locale, (page) => register(page, who.email, who.name));
  const theirs = await join("fr", member);
  const mine = await join("en", owner);
  const others = await join("en", stranger);
  const desk = await open("fr", (page) => signIn(page, chief.email));

  await desk.goto("/admin/groups");
  await desk.getByRole("button", { name: t("groups.make") }).click();
  await desk.getByLabel(t("groups.name"), { exact: true }).fill(name);
  await desk.getByRole("button", { name: t("groups.save") }).click();
  await desk.getByRole("button", { name: t("groups.membersOf", { name }) }).click();
  for (const { name: wanted, email } of [member, owner]) {
    await desk.getByLabel(t("groups.add")).fill(email);
    const found = desk.getByRole("listbox", { name: t("groups.found") }).getByRole("option");
    await found.filter({ hasText: wanted }).waitFor();
    await desk.keyboard.press("ArrowDown");
    await desk.keyboard.press("Enter");
    await desk.getByRole("button", { name: t("groups.remove", { name: wanted }) }).waitFor();
  }
  // The list stands over the dialog, which does not cut it off, down to its last entry.
  await desk.getByLabel(t("groups.add")).fill("example.org");
  const all = desk.getByRole("listbox", { name: t("groups.found") });
  await all.getByRole("option").nth(1).waitFor();
  await expect
    .poll(() =>
      all.evaluate((list) => {
        const { left, right, bottom } = list.getBoundingClientRect();
        return list.contains(document.elementFromPoint((left + right) / 2, bottom - 8));
      }),
    )
    .toBe(true);
  await all.evaluate((list) => list.scrollTo(0, 0));
  await desk.mouse.move(0, 0);
  await all.hover();
  await desk.mouse.wheel(0, 400);
  await expect
    .poll(() => all.evaluate((list) => list.scrollTop + list.clientHeight >= list.scrollHeight - 1))
    .toBe(true);
  await desk.keyboard.press("Escape");
  await all.waitFor({ state: "detached" });
  // Somebody who is removed is asked about.
  await desk.getByRole("button", { name: t("groups.remove", { name: owner.name }) }).click();
  const asked = desk.getByRole("dialog", {
    name: t("groups.removeTitle", { name: owner.name, group: name }),
  });
  await asked.getByRole("button", { name: t("common.dismiss") }).click();
  await asked.waitFor({ state: "detached" });
  expect(await violations(desk)).toEqual([]);
  await desk.getByRole("button", { name: t("common.close") }).click();
  expect(await violations(desk)).toEqual([]);

  const made = await mine.request.post("/api/v1/imports", {
    headers: { Origin: inject("webUrl") },
    multipart: {
      title,
      transcript: { name: "said.srt", mimeType: "application/x-subrip", buffer: Buffer.from(SAID) },
    },
  });
  const { id } = await made.json();
  await mine.goto(`/meetings/${id}`);
  await mine.getByRole("button", { name: said("sharing.share") }).click();
  const field = mine.getByRole("combobox", { name: said("sharing.email") });
  await field.fill("elias");
  await field.fill("elo");
  const offered = mine.getByRole("listbox", { name: said("sharing.offered") }).getByRole("option");
  await offered.filter({ hasText: member.name }).waitFor();
  // Of two people whose names begin alike only the one in the group is offered.
  await expect.poll(() => offered.count()).toBe(1);
  await field.fill("fin");
  await offered.filter({ hasText: name }).waitFor();
  await expect.poll(() => offered.count()).toBe(1);
  // The list leaves the button free, on a phone too.
  const submit = mine.getByRole("button", { name: said("sharing.submit"), exact: true });
  for (const [width, height] of [
    [360, 640],
    [390, 844],
    [1280, 720],
  ] as const) {
    await mine.setViewportSize({ width, height });
    await expect.poll(() => isOnTop(submit)).toBe(true);
    await expect.poll(() => isOnTop(offered)).toBe(true);
  }
  await mine.keyboard.press("ArrowDown");
  await expect.poll(() => offered.getAttribute("aria-selected")).toBe("true");
  expect(await violations(mine)).toEqual([]);
  await mine.keyboard.press("Escape");
  await offered.waitFor({ state: "detached" });
  await mine.keyboard.press("ArrowDown");
  await mine.keyboard.press("Enter");
  await expect.poll(() => field.inputValue()).toBe(name);
  await mine.keyboard.press("Enter");
  const given = mine.getByLabel(said("sharing.permissionOf", { name }));
  await given.selectOption(said("sharing.permissions.edit"));
  await mine.getByText(said("sharing.members", { count: 2 })).waitFor();
  await mine.getByRole("button", { name: said("common.close") }).click();
  const sharedWith = (say: typeof t) => say("meetings.sharedWithGroups", { groups: isolate(name) });
  await mine.getByText(sharedWith(said)).waitFor();

  await theirs.goto("/meetings");
  await theirs.getByText(sharedWith(t)).waitFor();
  await theirs.getByText(title).first().waitFor();
  expect((await others.request.get(`/api/v1/meetings/${id}`)).status()).toBe(404);

  t = await turnTo(desk, "en");
  await desk.reload();
  await desk.getByRole("button", { name: t("groups.deleteOf", { name }) }).click();
  await desk.getByText(t("groups.deleteText", { members: 2, meetings: 1 })).waitFor();
  await desk.getByRole("button", { name: t("groups.delete"), exact: true }).click();
  await desk.getByText(t("groups.deleted", { name })).waitFor();
  await theirs.reload();
  await theirs.getByText(title).waitFor({ state: "detached" });
  await mine.reload();
  await mine.getByRole("heading", { name: title }).waitFor();
  expect(await mine.getByText(sharedWith(said)).count()).toBe(0);
  await Promise.all([desk, mine, theirs, others].map((page) => page.context().close()));
});

it("takes whom one marked, whoever is offered meanwhile", async () => {
  const t = sayIn("fr");
  const page = await newUser(browser, "fr", `marks-${stamp}@example.org`, "Yanis Morel");
  const id = await importMeeting(page, `Marked ${stamp}`, "Camille: Bonjour.\nBruno: Entendu.\n");
  const person = (number: number, name: string) => ({
    user_id: `00000000-0000-4000-8000-00000000000${number}`,
    name,
    email: null,
  });
  const [ana, anna, arno] = [person(1, "Ana"), person(2, "Anna"), person(3, "Arno")];
  let answerLater: () => void = () => undefined;
  const later = new Promise<void>((resolve) => {
    answerLater = resolve;
  });
  await page.route("**/api/v1/contacts?*", async (route) => {
    const isSecond = new URL(route.request().url()).searchParams.get("q") === "an";
    if (isSecond) await later;
    await route.fulfill({ json: { groups: [], people: isSecond ? [ana, anna] : [anna, arno] } });
  });
  await page.goto(`/meetings/${id}`);
  await page.getByRole("button", { name: t("sharing.share") }).click();
  const field = page.getByRole("combobox", { name: t("sharing.email") });
  const option = (name: string) => page.getByRole("option", { name, exact: true });
  await field.fill("a");
  await option("Arno").waitFor();
  await field.fill("an");
  await field.press("ArrowDown");
  await expect.poll(() => option("Anna").getAttribute("aria-selected")).toBe("true");
  answerLater();
  await option("Ana").waitFor();
  await expect.poll(() => option("Anna").getAttribute("aria-selected")).toBe("true");
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("Anna");

  await field.fill("a");
  await option("Arno").click();
  await expect.poll(() => field.inputValue()).toBe("Arno");
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.context().close();
});
