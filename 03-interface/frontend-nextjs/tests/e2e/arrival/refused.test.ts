import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { sayIn } from "../support/languages";
import { newUser } from "../support/meetings";
import { toneRecording } from "../support/planted";

const t = sayIn("fr");
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await newUser(browser, "fr", `refused-${Date.now()}@example.org`, "Camille Renard");
  await page.goto("/meetings");
});
afterAll(() => browser.close());

it("a refused upload is not called sent", async () => {
  await page.route("**/api/v1/uploads", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 413,
          contentType: "application/problem+json",
          json: { status: 413, code: "too_large", title: "Too large", detail: "It is too large." },
        })
      : route.fallback(),
  );
  const file = { name: "call.wav", mimeType: "audio/wav", buffer: toneRecording() };
  await page.getByTestId("recordings").setInputFiles(file);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: t("upload.submit", { count: 1 }) }).click();
  const tray = page.getByRole("region", { name: t("upload.tray") });
  await tray.getByText(t("problems.too_large")).waitFor();
  const title = tray.getByRole("heading");
  await expect.poll(() => title.innerText()).toBe(t("upload.trayFailed", { count: 1 }));
});

it("the choice of a range of speakers is shown whole", async () => {
  const file = { name: "call.wav", mimeType: "audio/wav", buffer: toneRecording() };
  await page.getByTestId("recordings").setInputFiles(file);
  const select = page.getByLabel(t("upload.speakers"), { exact: true });
  await select.selectOption("range");
  const [chevron, box] = [36, await select.boundingBox()];
  const text = await select.evaluate((element: HTMLSelectElement) => {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return Infinity;
    context.font = getComputedStyle(element).font;
    return context.measureText(element.selectedOptions[0]?.text ?? "").width;
  });
  expect(text + chevron).toBeLessThan(box?.width ?? 0);
  // What opens with a list of files has no ring around that list.
  expect(
    await page
      .getByRole("dialog")
      .getByRole("list")
      .evaluate((list) => list.matches(":focus")),
  ).toBe(false);
  await page.keyboard.press("Escape");
});
