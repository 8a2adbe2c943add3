import { createTranslator } from "next-intl";
import type { APIResponse, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { LANGUAGES } from "../support/languages";
import { importMeeting, newUser } from "../support/meetings";

const AS_A_PAGE = { headers: { accept: "text/html,application/xhtml+xml" } } as const;
const PAGES = ["/meetings", "/ask", "/voices", "/tags", "/templates", "/import", "/account", "/admin/users"];

let browser: Browser;
let camille: Page;
let bruno: Page;
let hers: string;
const run = Date.now();
const THEIRS = [`Conseil de Bruno ${run}`, `Rhubarbe de Bruno ${run}`] as const;
const HERS = [`Comité de Camille ${run}`, `Tournesol de Camille ${run}`] as const;

const said = (sentence: string) => `Camille: ${sentence}.\nBruno: Entendu.\n`;

beforeAll(async () => {
  browser = await launchBrowser();
  camille = await newUser(browser, "fr", `html-camille-${run}@example.org`, "Camille");
  bruno = await newUser(browser, "fr", `html-bruno-${run}@example.org`, "Bruno");
  hers = await importMeeting(camille, HERS[0], said(HERS[1]));
  await importMeeting(bruno, THEIRS[0], said(THEIRS[1]));
});
afterAll(() => browser.close());

const open = (page: Page, path: string): Promise<APIResponse> => page.request.get(path, AS_A_PAGE);

/** Return what somebody without scripts reads. */
function textOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ");
}

describe("the HTML of a page", () => {
  it("has the titles of the list, and the first passages of a meeting", async () => {
    expect(textOf(await (await open(camille, "/meetings")).text())).toContain(HERS[0]);
    const meeting = textOf(await (await open(camille, `/meetings/${hers}`)).text());
    expect(meeting).toContain(HERS[0]);
    expect(meeting).toContain(HERS[1]);
    expect(meeting).toContain("Entendu");
  });

  it.each(LANGUAGES)("speaks the reader's language, %s", async (locale, messages) => {
    const say = createTranslator({ locale, messages });
    const headers = { ...AS_A_PAGE.headers, "accept-language": locale };
    for (const [path, texts] of [
      ["/meetings", [say("meetings.title"), say("meetings.filters.completed")]],
      [`/meetings/${hers}`, [say("export.label"), say("transcript.marksDoubt")]],
    ] as const) {
      const html = await (await camille.request.get(path, { headers })).text();
      expect(html, path).toContain(`<html lang="${locale}"`);
      for (const text of texts) expect(textOf(html), path).toContain(text);
    }
  });

  it("follows the page's address", async () => {
    expect(await (await open(camille, "/meetings?q=tournesol")).text()).toContain(HERS[0]);
    expect(await (await open(camille, "/meetings?status=failed")).text()).not.toContain(HERS[0]);
  });

  it("is each user's own, whoever asks at the same time", async () => {
    const paths = ["/meetings", `/meetings/${hers}`];
    const asked = Array.from({ length: 10 }, () => paths).flat();
    const read = (page: Page) => Promise.all(asked.map(async (path) => (await open(page, path)).text()));
    const [ofCamille, ofBruno] = await Promise.all([read(camille), read(bruno)]);
    for (const html of ofCamille) {
      expect(html).toContain(HERS[0]);
      for (const text of [...THEIRS, "html-bruno"]) expect(html).not.toContain(text);
    }
    for (const html of ofBruno)
      for (const text of [...HERS, "html-camille"]) expect(html).not.toContain(text);
  });

  it("is kept by no cache, and has no token in it", async () => {
    const tokens = (await camille.context().cookies()).filter(({ httpOnly }) => httpOnly);
    expect(tokens.map(({ name }) => name)).toContain("scribe_access");
    for (const path of ["/meetings", `/meetings/${hers}`]) {
      const answer = await open(camille, path);
      expect(answer.headers()["cache-control"]).toContain("no-store");
      const html = await answer.text();
      for (const { name, value } of tokens) {
        expect(html).not.toContain(value);
        expect(html).not.toContain(name);
      }
      expect(html).not.toContain("eyJ");
    }
  });

  it("has nothing for strangers", async () => {
    const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "fr" });
    const html = await (await context.request.get("/meetings", AS_A_PAGE)).text();
    expect(html).not.toContain(HERS[0]);
    await context.addCookies([{ name: "scribe_access", value: "eyJ.none.x", url: inject("webUrl") }]);
    const page = await context.newPage();
    await page.goto(`/meetings/${hers}`);
    await page.waitForURL("**/login?next=*");
    await context.close();
  });

  it("is renewed with a session that can be, and leads to the login once it is over", async () => {
    const page = await camille.context().newPage();
    await page.context().clearCookies({ name: "scribe_access" });
    await page.goto("/meetings");
    await page.getByText(HERS[0]).waitFor();
    expect(textOf(await (await open(page, "/meetings")).text())).toContain(HERS[0]);

    const cookies = await page.context().cookies();
    await page.request.post("/api/v1/auth/logout", { headers: { Origin: inject("webUrl") } });
    await page.context().addCookies(cookies);
    expect(await (await open(page, "/meetings")).text()).not.toContain(HERS[0]);
    await page.goto("/meetings");
    await page.waitForURL("**/login");
    await page.close();
  });
});

it("browsers go on with what the server has sent, on all pages", async () => {
  const mine = await importMeeting(bruno, `Suite ${run}`, said("Une phrase"));
  const faults: string[] = [];
  bruno.on("pageerror", (error) => faults.push(`${bruno.url()}: ${error.message}`));
  for (const path of [...PAGES, `/meetings/${mine}`, `/meetings/${mine}?t=1`, "/no-such-page"]) {
    expect((await open(bruno, path)).status(), path).toBeLessThan(500);
    await bruno.goto(path, { waitUntil: "networkidle" });
    await bruno.locator("#main").waitFor();
  }
  expect(faults).toEqual([]);
});

it("what was corrected is still there after going away and back", async () => {
  const id = await importMeeting(bruno, `Retour ${run}`, said("Avant la correction"));
  await bruno.goto(`/meetings/${id}`);
  await bruno.locator('[data-word="0"]').dblclick();
  await bruno.keyboard.press("ControlOrMeta+a");
  await bruno.keyboard.type("Après la correction.");
  await bruno.keyboard.press("Enter");
  await bruno.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
  await bruno.locator('header a[href="/meetings"]').first().click();
  await bruno.waitForURL("**/meetings");
  await bruno.getByText(`Comité`).waitFor({ state: "detached" });
  await bruno.goBack();
  await bruno.locator('[data-block="0"] p').first().waitFor();
  await expect
    .poll(() => bruno.locator('[data-block="0"] p').first().innerText())
    .toBe("Après la correction.");
});
