import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { HEADERS, importMeeting, newUser, shareMeeting } from "../support/meetings";
import { LANGUAGES, sayIn } from "../support/languages";

const SAID = "Camille: Nous ouvrons la boutique en mars.\nYanis: Le budget reste à décider.\n";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(LANGUAGES)(
  "what was changed elsewhere meanwhile is told to be one's own, or another's (%s)",
  async (locale) => {
    const t = sayIn(locale);
    const stamp = `${locale}-${Date.now()}`;
    const page = await newUser(browser, locale, `rebased-${stamp}@example.org`, "Camille");
    const theirs = await newUser(browser, locale, `rebased-other-${stamp}@example.org`, "Yanis");
    const id = await importMeeting(page, "Boutique", SAID);
    await shareMeeting(page, id, `rebased-other-${stamp}@example.org`, "edit");
    /** Correct the second passage, as another window does. */
    const change = async (by: Page, base: number, text: string) => {
      const operation = { kind: "edit", segments: [1], text };
      const answer = await by.request.post(`/api/v1/meetings/${id}/revisions`, {
        headers: HEADERS(),
        data: { base, edit_id: crypto.randomUUID(), operation },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    const saved = () => page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    const write = async (text: string) => {
      await page.locator('[data-word="0"]').dblclick();
      await page.getByLabel(t("editing.textOf")).fill(text);
      await page.keyboard.press("Enter");
    };
    // The page learns of other changes only as it saves.
    await page.route("**/revisions/events", (route) => route.abort());
    await page.goto(`/meetings/${id}`);
    await change(page, 0, "Changed in another window");
    await write("Changed here");
    await page.getByText(t("editing.rebased.own")).waitFor();
    await saved();
    await change(theirs, 2, "Changed by somebody else");
    await write("Changed here again");
    await page.getByText(t("editing.rebased.others")).waitFor();
    await page.getByText("Changed by somebody else").waitFor();
    await saved();
    await page.context().close();
    await theirs.context().close();
  },
);
