import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import en from "@messages/en.json";
import { register } from "../support/accounts";
import { launchBrowser } from "../support/browser";
import { plantedTranscript } from "../support/planted";

const stamp = Date.now();
const colleague = { email: `beside-${stamp}@example.org`, name: "Yanis" };

let browser: Browser;
let contexts: BrowserContext[];
let page: Page;
let theirs: Page;
let id: string;

async function signedIn(email: string, name: string): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
  const opened = await context.newPage();
  await opened.goto("/login");
  await register(opened, email, name);
  return [context, opened];
}

beforeAll(async () => {
  browser = await launchBrowser();
  const [mine, myPage] = await signedIn(`in-hand-${stamp}@example.org`, "Camille");
  const [other, theirPage] = await signedIn(colleague.email, colleague.name);
  [contexts, page, theirs] = [[mine, other], myPage, theirPage];
});
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser.close();
});

/** Each test has a transcript of its own, open at both. */
beforeEach(async () => {
  const headers = { Origin: inject("webUrl") };
  const buffer = Buffer.from(JSON.stringify(plantedTranscript()));
  const transcript = { name: "planted.json", mimeType: "application/json", buffer };
  const made = await page.request.post("/api/v1/imports", { headers, multipart: { transcript } });
  ({ id } = (await made.json()) as { id: string });
  const data = { email: colleague.email, permission: "edit" };
  expect((await page.request.post(`/api/v1/meetings/${id}/shares`, { headers, data })).ok()).toBe(true);
  await Promise.all([page, theirs].map((each) => each.goto(`/meetings/${id}`)));
  await Promise.all([page, theirs].map((each) => each.getByText("is reading this too").waitFor()));
});

const field = () => page.getByLabel(en.editing.textOf);
const saved = (at: Page) => at.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
const blockText = (at: Page, index: number) => at.locator(`[data-block="${index}"] p`).first().innerText();
const openedBlock = async () =>
  Number(await page.locator("[data-block]:has(textarea)").getAttribute("data-block"));
const wordsOf = async (index: number) => (await blockText(page, index)).split(" ");

async function edit(at: Page, index: number): Promise<void> {
  await at.locator(`[data-block="${index}"]`).focus();
  await at.keyboard.press("e");
  await at.getByLabel(en.editing.textOf).waitFor();
}

it("Delete at the end joins what was typed to the next passage, in a field that lives on", async () => {
  const [first, second] = [await blockText(page, 0), await blockText(page, 1)];
  await edit(page, 0);
  await page.keyboard.type(" more");
  await page.keyboard.press("Delete");
  await expect.poll(() => field().inputValue()).toBe(`${first} more ${second}`);
  await page.keyboard.type("and ");
  await page.keyboard.press("Control+Enter");
  await field().waitFor({ state: "detached" });
  await expect.poll(() => blockText(page, 0)).toBe(`${first} more and ${second}`);
  await edit(page, 0);
  await page.keyboard.press("Escape");
  await field().waitFor({ state: "detached" });
  await saved(page);
});

it("a passage that somebody joins to the one in hand is kept", async () => {
  const [before, after] = [await blockText(page, 2), await blockText(page, 3)];
  await edit(page, 2);
  await page.keyboard.type(" more");
  await edit(theirs, 3);
  await theirs.keyboard.press("Control+Home");
  await theirs.keyboard.press("Backspace");
  await theirs.keyboard.press("Control+Enter");
  await saved(theirs);
  // Both edits are tried one upon the other, whichever page heard of the other's first.
  await page.keyboard.press("Control+Enter");
  await saved(page);
  await expect.poll(() => blockText(page, 2)).toBe(`${before} more ${after}`);
  await expect.poll(() => blockText(theirs, 2)).toBe(`${before} more ${after}`);
});

it("a passage that somebody splits before it leaves what is being typed, and its caret", async () => {
  const text = await blockText(page, 3);
  await edit(page, 3);
  await page.keyboard.type(" more");
  await page.keyboard.press("Control+Home");
  await edit(theirs, 0);
  await theirs.keyboard.press("Control+Home");
  await theirs.keyboard.press("Control+ArrowRight");
  await theirs.keyboard.press("Enter");
  await theirs.keyboard.press("Escape");
  await expect.poll(openedBlock).toBe(4);
  await expect.poll(() => field().inputValue()).toBe(`${text} more`);
  await page.keyboard.type("Then ");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => blockText(page, 4)).toBe(`Then ${text} more`);
  await saved(page);
  await expect.poll(() => blockText(theirs, 4)).toBe(`Then ${text} more`);
});

it("Ctrl+Z in an untouched field takes back the last edit", async () => {
  const text = await blockText(page, 2);
  const [word] = await wordsOf(2);
  await edit(page, 2);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Enter");
  await expect.poll(() => blockText(page, 2)).toBe(word);
  await page.keyboard.press("Control+z");
  await expect.poll(() => field().inputValue()).toBe(text);
  await page.keyboard.press("Escape");
  await saved(page);
});
