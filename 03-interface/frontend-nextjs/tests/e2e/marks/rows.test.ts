import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";
import { HEADERS, importMeeting, newUser } from "../support/meetings";

const TITLE = "Budget";
const TAGS = ["Achats", "Clients", "Direction"];
const NAMES = ["Anne-Sophie de la Rochefoucauld-Montbel", "Maximilian von Hohenzollern-Sigmaringen"];
const t = sayIn("fr");
let browser: Browser;
let page: Page;

const tags = () => page.getByRole("main").getByRole("list", { name: t("tags.of", { title: TITLE }) });
/** Return how often each tag is shown or, in the words for screen readers, named. */
const named = () => Promise.all(TAGS.map((name) => tags().getByText(name).filter({ visible: true }).count()));

beforeAll(async () => {
  browser = await launchBrowser();
  page = await newUser(browser, "fr", `rows-${Date.now()}@example.org`, "Camille Renard");
  const said = NAMES.map((name) => `${name}: Bonjour à tous, commençons par le budget.\n`).join("");
  const meeting = await importMeeting(page, TITLE, said);
  for (const name of TAGS) {
    const made = await page.request.post("/api/v1/tags", {
      headers: HEADERS(),
      data: { name, color: "teal" },
    });
    const { id } = (await made.json()) as { id: string };
    await page.request.put(`/api/v1/meetings/${meeting}/tags/${id}`, { headers: HEADERS() });
  }
  await vi.waitFor(
    async () => {
      const answer = await page.request.get("/api/v1/meetings");
      const { items } = (await answer.json()) as { items: { opening: unknown }[] };
      expect(items.map(({ opening }) => opening)).not.toContain(null);
    },
    { timeout: 30_000, interval: 250 },
  );
  await page.goto("/meetings");
  await tags().waitFor();
});
afterAll(() => browser.close());

it("shows every tag where there is room", async () => {
  await expect.poll(named).toEqual([1, 1, 1]);
  expect(await tags().getByText("+1").isVisible()).toBe(false);
});

it("shows two tags on a phone, and names the others once to who listens", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await tags().getByText("+1").waitFor();
  await expect.poll(() => tags().getByRole("listitem").count()).toBe(3);
  await expect.poll(named).toEqual([1, 1, 1]);
  expect(await violations(page)).toEqual([]);
});

it("leaves room for the first words beside long names on a phone", async () => {
  const opening = page.locator("[data-meeting] p").filter({ hasText: "Bonjour" });
  await expect.poll(() => opening.textContent()).toMatch(new RegExp(`^${NAMES.join(", ")} – Bonjour`));
  const words = await opening.locator("> span").last().boundingBox();
  expect(words?.width).toBeGreaterThan(60);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
