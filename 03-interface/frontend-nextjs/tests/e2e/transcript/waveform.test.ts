import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { register, signIn } from "../support/accounts";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { importPlanted } from "../support/imported";
import { SPEAKERS } from "../support/planted";
import { sayIn, turnTo } from "../support/languages";

const SECONDS = 300;
const EMAIL = `waveform-${Date.now()}@example.org`;

let browser: Browser;
let path: string;

async function newPage(locale: string, phone = false): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: inject("webUrl"),
    locale,
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    hasTouch: phone,
  });
  const page = await context.newPage();
  await page.goto("/login");
  return [context, page];
}

async function open(page: Page): Promise<void> {
  await signIn(page, EMAIL);
  await page.goto(path);
  await page.locator("[data-word]").first().waitFor();
  await page.waitForFunction(() => (document.querySelector("audio")?.readyState ?? 0) > 0);
  await page.locator('[data-testid="waveform"] path[data-speaker]').first().waitFor();
}

const timeOf = (page: Page) => page.evaluate(() => document.querySelector("audio")!.currentTime);
const boxOf = async (page: Page) => (await page.getByTestId("waveform").boundingBox())!;
const strokesOf = (page: Page, layer: string) =>
  page.evaluate(
    (selector) =>
      [...document.querySelectorAll(`${selector} path[data-speaker]`)].map(
        (path) => getComputedStyle(path).stroke,
      ),
    layer,
  );

beforeAll(async () => {
  browser = await launchBrowser();
  const [context, page] = await newPage("en");
  await register(page, EMAIL, "Camille");
  path = `/meetings/${await importPlanted(page)}`;
  await context.close();
});
afterAll(() => browser.close());

describe("the waveform", () => {
  let t = sayIn("fr");
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    [context, page] = await newPage("fr");
    await open(page);
  });
  afterAll(() => context.close());

  it("keeps the colours of the speakers where it has been played, in either theme", async () => {
    const box = await boxOf(page);
    await page.mouse.click(box.x + box.width / 2, box.y + 10);
    await expect.poll(() => timeOf(page)).toBeCloseTo(SECONDS / 2, -1);
    const clip = () => page.getByTestId("waveform-played").evaluate((layer) => layer.style.clipPath);
    await expect.poll(clip).toMatch(/^inset\(0(px)? (49|50)(\.\d+)?% /);
    const colors: string[][] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForFunction(
        (dark) => document.documentElement.classList.contains("dark") === dark,
        colorScheme === "dark",
      );
      const played = await strokesOf(page, '[data-testid="waveform-played"]');
      expect(new Set(played).size).toBe(SPEAKERS.length);
      colors.push(played);
    }
    expect(colors[0]).not.toEqual(colors[1]);
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("shows the time that is pointed at, and by keyboard that of playback", async () => {
    const box = await boxOf(page);
    await page.mouse.move(box.x + box.width * 0.1, box.y + 10);
    const bubble = page.getByTestId("waveform-time");
    await expect.poll(() => bubble.innerText()).toMatch(/^0:(29|30)\s*Bruno|^0:(29|30)\s*Marie/);
    await page.mouse.move(box.x, box.y - 300);
    await bubble.waitFor({ state: "detached" });
    const slider = page.getByRole("slider", { name: t("player.position") });
    await page.keyboard.press("Tab");
    await slider.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => bubble.innerText()).toMatch(/^0:00/);
    await page.keyboard.press("End");
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toContain("5:00");
    await page.keyboard.press("Home");
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toContain(SPEAKERS[0]);
  });

  it("zooms, and the part in view follows playback", async () => {
    await page.getByRole("button", { name: t("player.waveform.title") }).click();
    const closer = page.getByRole("button", { name: t("player.waveform.closer") });
    for (let step = 0; step < 3; step += 1) await closer.click();
    await expect.poll(() => page.getByTestId("waveform-zoom").innerText()).toContain("8");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByTestId("waveform-part").waitFor();
    const lefts = () =>
      page
        .getByTestId("waveform-part")
        .evaluate((strip) => (strip.lastElementChild as HTMLElement).style.left);
    await expect.poll(lefts).toBe("0%");
    // A second beyond the end of what is shown, 37.5 s, playback has left it.
    await page.evaluate(() => {
      const audio = document.querySelector("audio")!;
      audio.currentTime = 36.5;
      void audio.play();
    });
    await expect.poll(lefts).not.toBe("0%");
    await page.evaluate(() => document.querySelector("audio")!.pause());
    const box = await boxOf(page);
    const from = (parseFloat(await lefts()) / 100) * SECONDS;
    await page.mouse.click(box.x + box.width / 2, box.y + 10);
    await expect.poll(() => timeOf(page)).toBeCloseTo(from + SECONDS / 16, 0);
    await page.getByRole("slider", { name: t("player.position") }).focus();
    await page.keyboard.press("0");
    await page.getByTestId("waveform-part").waitFor({ state: "detached" });
  });

  it("zooms by the wheel around the pointer", async () => {
    const box = await boxOf(page);
    await page.mouse.move(box.x + box.width - 1, box.y + 10);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -400);
    await page.keyboard.up("Control");
    const strip = page.getByTestId("waveform-part");
    await strip.waitFor();
    const { left, width } = await strip.evaluate((element) => {
      const { style } = element.lastElementChild as HTMLElement;
      return { left: parseFloat(style.left), width: parseFloat(style.width) };
    });
    expect(left + width).toBeGreaterThan(99);
    await page.getByRole("slider", { name: t("player.position") }).focus();
    await page.keyboard.press("0");
  });

  it("has a lane for each speaker, which is remembered", async () => {
    await page.getByRole("button", { name: t("player.waveform.title") }).click();
    await page.getByRole("switch", { name: t("player.waveform.lanes") }).click();
    await page.keyboard.press("Escape");
    t = await turnTo(page, "en");
    await page.reload();
    await page.locator('[data-testid="waveform"] path[data-speaker]').first().waitFor();
    await page.getByRole("slider", { name: t("player.position") }).waitFor();
    await expect
      .poll(() => page.getByTestId("waveform-lanes").locator("li").allInnerTexts())
      .toEqual([...SPEAKERS]);
    const tops = await page
      .locator('[data-testid="waveform-played"] path[data-speaker]')
      .evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().top));
    expect(Math.abs(tops[0]! - tops[1]!)).toBeGreaterThan(10);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: t("player.waveform.title") }).click();
    await page.getByRole("button", { name: t("player.waveform.closer") }).click();
    await expect.poll(() => page.getByTestId("waveform-zoom").innerText()).toContain("2");
    await page.getByRole("switch", { name: t("player.waveform.lanes") }).click();
  });
});

it("goes where a finger taps or draws, and zooms by two", async () => {
  const [context, page] = await newPage("fr", true);
  await open(page);
  const box = await boxOf(page);
  await page.touchscreen.tap(box.x + box.width * 0.75, box.y + 10);
  await expect.poll(() => timeOf(page)).toBeCloseTo(SECONDS * 0.75, -1);
  const touch = await context.newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", shares: readonly number[]) =>
    touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: shares.map((share, id) => ({ x: box.x + box.width * share, y: box.y + 20, id })),
    });
  await send("touchStart", [0.5]);
  for (const share of [0.45, 0.35, 0.25]) await send("touchMove", [share]);
  await page.getByTestId("waveform-time").waitFor();
  await send("touchEnd", []);
  await expect.poll(() => timeOf(page)).toBeCloseTo(SECONDS * 0.25, -1);
  const before = await timeOf(page);
  await send("touchStart", [0.4, 0.6]);
  for (const share of [0.3, 0.2, 0.1]) await send("touchMove", [share, 1 - share]);
  await send("touchEnd", []);
  await page.getByTestId("waveform-part").waitFor();
  await expect.poll(() => timeOf(page)).toBe(before);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await context.close();
});
