import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./support/accessibility";
import { register } from "./support/accounts";
import { launchBrowser } from "./support/browser";
import { LANGUAGES } from "./support/languages";

const SAID = `1
00:00:00,000 --> 00:00:04,000
Camille: Bonjour à tous.

2
00:00:05,000 --> 00:00:09,000
Yanis: Bonjour Camille.

3
00:00:10,000 --> 00:00:14,000
Camille: Commençons.
`;
const stamp = Date.now();
const owner = { email: `owner-${stamp}@example.org`, name: "Camille Renard" };
const colleague = { email: `colleague-${stamp}@example.org`, name: "Yanis Benali" };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function signedIn(locale: string, { email, name }: typeof owner): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale });
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, email, name);
  return [context, page];
}

async function rewrite(page: Page, label: string, before: string, after: string): Promise<void> {
  await page.getByText(before, { exact: true }).first().dblclick();
  await page.getByLabel(label).fill(after);
  await page.keyboard.press("Enter");
}

describe.each(LANGUAGES)("two people in %s", (locale, messages) => {
  const t = createTranslator({ locale, messages });
  const company = (name: string) => page.getByText(t("editing.company", { names: name, count: 1 }));
  let page: Page;
  let theirs: Page;
  let contexts: BrowserContext[];

  beforeAll(async () => {
    const headers = { Origin: inject("webUrl") };
    const [mine, myPage] = await signedIn(locale, owner);
    const [other, theirPage] = await signedIn(locale, colleague);
    [page, theirs, contexts] = [myPage, theirPage, [mine, other]];
    const transcript = { name: "said.srt", mimeType: "application/x-subrip", buffer: Buffer.from(SAID) };
    const made = await page.request.post("/api/v1/imports", { headers, multipart: { transcript } });
    const { id } = await made.json();
    const data = { email: colleague.email, permission: "edit" };
    await page.request.post(`/api/v1/meetings/${id}/shares`, { headers, data });
    await page.goto(`/meetings/${id}`);
    await theirs.goto(`/meetings/${id}`);
  });
  afterAll(() => Promise.all(contexts.map((context) => context.close())));

  it("see who else is here", async () => {
    await company(colleague.name).waitFor();
    await theirs.getByText(t("editing.company", { names: owner.name, count: 1 })).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("see what the other saves, at once and while they write elsewhere", async () => {
    await page.locator('[data-word="0"]').dblclick();
    await page.getByLabel(t("editing.textOf")).fill("Bonsoir à tous.");
    await rewrite(theirs, t("editing.textOf"), "Commençons.", "Au travail.");
    await page.getByText("Au travail.").waitFor({ timeout: 8_000 });
    await expect.poll(() => page.getByLabel(t("editing.textOf")).inputValue()).toBe("Bonsoir à tous.");
    await page.keyboard.press("Enter");
    await theirs.getByText("Bonsoir").first().waitFor({ timeout: 8_000 });
  });

  it("are alone again when the other leaves", async () => {
    await theirs.goto("/meetings");
    await company(colleague.name).waitFor({ state: "detached" });
  });
});
