import { createTranslator } from "next-intl";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { LANGUAGES, sayIn, turnTo } from "../support/languages";
import { HEADERS, newUser } from "../support/meetings";
import { expireLink } from "../support/storage";

const PASSWORD = "sept bouilloires rouges";
const TITLE = "Conseil de mai";
const DAY_MS = 86_400_000;

/** What the page says to the owner, and to the guest: each in another language from the middle on. */
let [t, said] = [sayIn("fr"), sayIn("en")];
const stamp = Date.now();
let browser: Browser;
let owner: Page;
let guest: Page;
let meeting: string;
const failures: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  owner = await newUser(browser, "fr", `guests-${stamp}@example.org`, "Zoé");
  meeting = await importPlanted(owner, TITLE);
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale: "en",
    viewport: { width: 1280, height: 800 },
  });
  guest = await context.newPage();
  guest.on("pageerror", (error) => failures.push(error.message));
});
afterAll(() => browser.close());

type Link = { id: string; url: string; created_at: string; expires_at: string };

/** Return what the dialog calls the day of a moment. */
const dayOf = (at: string) =>
  owner.evaluate(
    (moment) => new Date(moment).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }),
    at,
  );

const dialog = () => owner.getByRole("dialog", { name: t("sharing.titleOf", { title: TITLE }) });

async function openDialog(): Promise<void> {
  await owner.goto(`/meetings/${meeting}`);
  // The page is another one once the meeting is completed.
  await owner.getByTestId("transcript").waitFor();
  await owner.getByRole("button", { name: t("sharing.share"), exact: true }).click();
  await dialog()
    .getByRole("heading", { name: t("guestLinks.title") })
    .waitFor();
}

it("is made in the dialog that shares a meeting, by keyboard, and shown once", async () => {
  await openDialog();
  await dialog()
    .getByRole("button", { name: t("guestLinks.new") })
    .focus();
  await owner.keyboard.press("Enter");
  await owner.keyboard.type("Le conseil");
  await dialog()
    .getByLabel(t("guestLinks.lifetime"))
    .selectOption({ label: t("guestLinks.days", { days: 30 }) });
  await dialog().getByLabel(t("guestLinks.password")).fill(PASSWORD);
  await owner.keyboard.press("Enter");
  const address = (await dialog().locator("code").textContent()) ?? "";
  expect(address).toMatch(/\/shared#[\w-]{43}$/);
  expect(await violations(owner)).toEqual([]);
  await dialog().getByText(t("guestLinks.unused")).waitFor();
  const answer = await owner.request.get(`/api/v1/meetings/${meeting}/links`);
  const [link] = ((await answer.json()) as { links: Link[] }).links;
  const { created_at: made = "", expires_at: until = "" } = link ?? {};
  expect(Math.round((Date.parse(until) - Date.parse(made)) / DAY_MS)).toBe(30);
  await dialog()
    .getByText(t("guestLinks.expires", { date: await dayOf(until) }))
    .waitFor();

  await guest.goto(new URL(address).pathname + new URL(address).hash);
  await guest.getByRole("heading", { name: said("guest.passwordTitle") }).waitFor();
  expect(await violations(guest)).toEqual([]);
});

it("asks the guest for its password, and shows the transcript and nothing else", async () => {
  const password = guest.getByLabel(said("guest.password"));
  await password.fill("tout autre chose");
  await guest.keyboard.press("Enter");
  await guest.getByText(said("problems.guest_password_wrong")).waitFor();
  await password.fill(PASSWORD);
  await guest.keyboard.press("Enter");
  await guest.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  await guest.getByTestId("transcript").getByRole("button").first().waitFor();
  expect(await violations(guest)).toEqual([]);
  const others = ["export.label", "sharing.share", "shell.userMenu", "comments.comment"] as const;
  for (const key of others)
    expect(await guest.getByRole("button", { name: said(key), exact: true }).count()).toBe(0);
  expect(await guest.getByRole("link").count()).toBe(0);
  await guest.keyboard.press(" ");
  await expect
    .poll(() => guest.evaluate(() => document.querySelector("audio")?.currentTime ?? 0), { timeout: 10_000 })
    .toBeGreaterThan(0);
  await expect
    .poll(() =>
      guest.evaluate(() => [navigator.mediaSession.metadata?.title, navigator.mediaSession.playbackState]),
    )
    .toEqual([TITLE, "playing"]);
});

it("tells the owner that it was opened", async () => {
  t = await turnTo(owner, "en");
  await openDialog();
  await dialog()
    .getByText(t("guestLinks.used", { count: 1, date: "" }))
    .waitFor();
});

it("comes from an application that can be installed", async () => {
  // As a browser asks for it: without cookies, in its own language.
  const manifest = await guest.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>("link[rel=manifest]")!;
    return (await (await fetch(href, { credentials: "omit" })).json()) as {
      name: string;
      start_url: string;
      icons: { src: string }[];
    };
  });
  expect([manifest.name, manifest.start_url]).toEqual([said("app.title"), "/meetings"]);
  for (const { src } of manifest.icons) expect((await guest.request.get(src)).status()).toBe(200);
});

it("is not indexed, names no referrer, and needs the password once in a browser", async () => {
  const answer = await guest.request.get("/shared");
  expect(answer.headers()["x-robots-tag"]).toContain("noindex");
  expect(answer.headers()["referrer-policy"]).toBe("no-referrer");
  said = await turnTo(guest, "fr");
  await guest.reload();
  await guest.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  await expect.poll(() => guest.locator("meta[name=robots]").getAttribute("content")).toContain("noindex");
  await guest.setViewportSize({ width: 360, height: 740 });
  expect(await violations(guest)).toEqual([]);
  await expect.poll(() => guest.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

it("opens nothing once it has expired, and says so to its owner", async () => {
  const answer = await owner.request.post(`/api/v1/meetings/${meeting}/links`, {
    headers: HEADERS(),
    data: { days: 1, name: "Le stagiaire" },
  });
  const { id, url } = (await answer.json()) as Link;
  const visitors = await Promise.all(
    LANGUAGES.map(async ([locale, messages]) => {
      const visitor = await (await browser.newContext({ baseURL: inject("webUrl"), locale })).newPage();
      await visitor.goto(new URL(url).pathname + new URL(url).hash);
      await visitor.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
      return { visitor, say: createTranslator({ locale, messages }) };
    }),
  );
  expireLink(id);
  for (const { visitor, say } of visitors) {
    await visitor.reload();
    await visitor.getByRole("heading", { name: say("guest.goneTitle") }).waitFor();
    await visitor.getByText(say("guest.goneText")).waitFor();
    await visitor.context().close();
  }

  await openDialog();
  const row = dialog().getByRole("listitem").filter({ hasText: "Le stagiaire" });
  const expired = t("guestLinks.expired", {
    date: await dayOf(new Date(Date.now() - 3_600_000).toISOString()),
  });
  await row.getByText(expired).waitFor();
  expect(await violations(owner)).toEqual([]);
});

it("opens nothing once it is revoked", async () => {
  await openDialog();
  await dialog()
    .getByRole("button", { name: t("guestLinks.revokeNamed", { name: "Le conseil" }) })
    .click();
  await owner.getByText(t("guestLinks.revoked")).waitFor();
  await guest.reload();
  await guest.getByRole("heading", { name: said("guest.goneTitle") }).waitFor();
  expect(await violations(guest)).toEqual([]);
  expect(failures).toEqual([]);
});
