import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { PASSWORD, register } from "../support/accounts";
import { launchBrowser, sampleRecording } from "../support/browser";
import { LANGUAGES, sayIn, turnTo } from "../support/languages";

const email = `share-${Date.now()}@example.org`;

let t = sayIn("en");
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({ baseURL: inject("webUrl"), locale: "en" });
});
afterAll(() => browser.close());

/** Post a recording as a phone does for another application. */
async function share(page: Page): Promise<void> {
  // Of this site, and no page of the application: one that is just opening could take the recording itself, or the form.
  await page.goto("/icon1.png");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      "beforeend",
      `<form method="post" action="/incoming" enctype="multipart/form-data" id="phone">
        <input name="title" value=""><input name="recording" type="file"></form>`,
    );
  });
  await page.locator("#phone input[type=file]").setInputFiles(sampleRecording());
  const opened = page.waitForEvent("framenavigated");
  await page.evaluate(() => document.querySelector<HTMLFormElement>("#phone")?.submit());
  await opened;
}

function names(page: Page) {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
}

/** Return what this site keeps in the browser beside cookies and settings. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("scribe-shared");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no database"));
    });
    const count = await new Promise<number>((resolve) => {
      const request = opened.transaction("recordings").objectStore("recordings").count();
      request.onsuccess = () => resolve(request.result);
    });
    opened.close();
    return { count, caches: await caches.keys() };
  });
}

it("is offered by the manifest, and the worker sees nothing else", async () => {
  const manifest = (await (await context.request.get("/manifest.webmanifest")).json()) as {
    share_target: { action: string; method: string; params: { files: unknown[] } };
  };
  expect(manifest.share_target).toMatchObject({ action: "/incoming", method: "POST" });
  expect(manifest.share_target.params.files).toHaveLength(1);
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, email, "Camille");
  await page.goto("/meetings");
  const isActivated = async () =>
    (await navigator.serviceWorker.getRegistration("/incoming"))?.active?.state === "activated";
  await page.waitForFunction(isActivated);
  for (const path of ["/meetings", "/shared"]) {
    await page.goto(path);
    expect(await page.evaluate(() => navigator.serviceWorker.controller), path).toBeNull();
  }
  // Chromium ends a worker with the last page of its site, and what is sent meanwhile passes it by.
  await page.close();
});

it("opens a shared recording ready to be sent, and keeps nothing of it", async () => {
  const page = await context.newPage();
  await share(page);
  const dialog = page.getByRole("dialog", { name: t("upload.title", { count: 1 }) });
  await dialog.getByText("sample.wav").waitFor();
  expect(new URL(page.url()).pathname).toBe("/meetings");
  await dialog.getByRole("button", { name: t("upload.submit", { count: 1 }) }).click();
  await page.locator("[data-meeting]").getByText("sample").first().waitFor();
  expect(await kept(page)).toEqual({ count: 0, caches: [] });
  await page.reload();
  await page.locator("[data-meeting]").first().waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.close();
});

it("keeps a shared recording over the login", async () => {
  await context.clearCookies();
  const page = await context.newPage();
  await page.goto("/icon1.png");
  t = await turnTo(page, "fr");
  await share(page);
  await page.waitForURL("**/login");
  await expect.poll(() => kept(page)).toEqual({ count: 1, caches: [] });
  await page.getByLabel(t("account.email")).fill(email);
  await page.getByLabel(t("account.password")).fill(PASSWORD);
  await page.getByRole("button", { name: t("account.login"), exact: true }).click();
  await page
    .getByRole("dialog", { name: t("upload.title", { count: 1 }) })
    .getByText("sample.wav")
    .waitFor();
  expect(await kept(page)).toEqual({ count: 0, caches: [] });
  await page.close();
});

it("leaves nothing that waits to whoever signs in after a sign-out", async () => {
  const page = await context.newPage();
  // By then the page has looked for what waits: it must not take what comes now.
  await page.goto("/meetings", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: t("shell.userMenu") }).click();
  const end = page.getByRole("menuitem", { name: t("shell.logout") });
  await end.waitFor();
  await page.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("scribe-shared", 1);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no database"));
    });
    const waiting = { file: new File(["RIFF"], "hers.wav"), title: "", at: Date.now() };
    const transaction = opened.transaction("recordings", "readwrite");
    transaction.objectStore("recordings").add(waiting);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    opened.close();
  });
  await end.click();
  await page.waitForURL("**/login");
  const waiting = async () => ((await names(page)).includes("scribe-shared") ? (await kept(page)).count : 0);
  await expect.poll(waiting).toBe(0);
  await page.close();
});

it("says so where nothing could be taken", async () => {
  const other = await browser.newContext({
    baseURL: inject("webUrl"),
    locale: "en",
    serviceWorkers: "block",
  });
  const page = await other.newPage();
  await page.goto("/login");
  await register(page, `unshared-${email}`, "Bruno");
  for (const [locale] of LANGUAGES) {
    t = await turnTo(page, locale);
    await share(page);
    await page.getByText(t("upload.shareFailed")).waitFor();
    expect(new URL(page.url()).search).toBe("");
  }
  await other.close();
});
