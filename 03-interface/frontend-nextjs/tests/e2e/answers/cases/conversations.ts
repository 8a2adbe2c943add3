import { createTranslator } from "next-intl";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import fr from "@messages/fr.json";
import { violations } from "../../support/accessibility";
import type { Stage } from "../stage";
import { importMeeting, newUser, shareMeeting } from "../../support/meetings";

const SAID = "Le budget du projet Delta reste à douze mille euros.";
const TITLE = "Comité de mai";
const QUESTION = "Que devient le budget du projet ?";
const FOLLOW_UP = "Et le projet Delta ?";

/** Tell what people do with conversations, and what is left of one when a meeting is shared no more. */
export function describeConversations(stage: () => Stage): void {
  const t = createTranslator({ locale: "fr", messages: fr });
  const stamp = Date.now();
  const asker = { email: `asker-${stamp}@example.org`, name: "Yanis Morel" };
  let owner: Page;
  let page: Page;
  let meeting: string;

  beforeAll(async () => {
    const { browser, site } = stage();
    page = await newUser(browser, "fr", asker.email, asker.name, site.url);
    owner = await newUser(browser, "fr", `shares-${stamp}@example.org`, "Camille Renard", site.url);
    meeting = await importMeeting(
      owner,
      TITLE,
      `Camille: ${SAID}\nYanis: J'envoie le contrat à la ville, et je préviens les clients qui ne le savent pas.\n`,
    );
    await shareMeeting(owner, meeting, asker.email);
    const isFound = async () => {
      const found = await page.request.get("/api/v1/meetings?q=budget");
      expect(((await found.json()) as { total: number }).total).toBe(1);
    };
    await vi.waitFor(isFound, { timeout: 30_000, interval: 300 });
  });
  afterAll(() => Promise.all([page.context().close(), owner.context().close()]));

  const articles = () => page.getByRole("article");
  const conversations = () => page.getByRole("complementary").getByRole("listitem");

  async function ask(question: string): Promise<void> {
    await page.getByRole("textbox", { name: t("asking.title") }).fill(question);
    await page.keyboard.press("Enter");
    const asked = articles().filter({ has: page.getByRole("heading", { name: question, exact: true }) });
    await asked.getByText(t("asking.model", { model: "stub" })).waitFor();
  }

  async function act(title: string, action: "rename" | "delete"): Promise<void> {
    await page.getByRole("button", { name: t("asking.menuOf", { title }), exact: true }).click();
    await page.getByRole("menuitem", { name: t(`asking.${action}`), exact: true }).click();
  }

  it("answers, and what is asked next in the same conversation", async () => {
    await page.goto("/ask");
    await ask(QUESTION);
    await articles().getByText(SAID).waitFor();
    await ask(FOLLOW_UP);
    await expect.poll(() => articles().count()).toBe(2);
    await expect.poll(() => conversations().count()).toBe(1);
    await page.reload();
    await articles().nth(1).getByText(SAID).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("asks again what was refused, in the conversation that was begun, and what failed", async () => {
    const other = "Qui envoie le contrat ?";
    const questions = "**/api/v1/conversations/*/questions";
    const failed = { event: "error", code: "meaning_unavailable", message: "" };
    await page.getByRole("button", { name: t("asking.new"), exact: true }).click();
    await page.route(questions, (route) => route.fulfill({ status: 503, json: { code: "unavailable" } }), {
      times: 1,
    });
    await page.getByRole("textbox", { name: t("asking.title") }).fill(other);
    await page.keyboard.press("Enter");
    const retry = articles().getByRole("button", { name: t("asking.retryOf", { question: other }) });
    await retry.waitFor();
    expect(await violations(page)).toEqual([]);

    await page.route(
      questions,
      (route) =>
        route.fulfill({ contentType: "text/event-stream", body: `data: ${JSON.stringify(failed)}\n\n` }),
      { times: 1 },
    );
    await retry.click();
    await articles().getByText(t("asking.failures.meaning_unavailable")).waitFor();

    await retry.click();
    await articles()
      .getByText(t("asking.model", { model: "stub" }))
      .waitFor();
    await expect.poll(() => articles().count()).toBe(1);
    await expect.poll(() => conversations().count()).toBe(2);
    const found = await (await page.request.get("/api/v1/conversations")).json();
    const [latest] = (found as { items: { id: string }[] }).items;
    await page.request.delete(`/api/v1/conversations/${latest?.id}`, {
      headers: { Origin: stage().site.url },
    });
    await page.goto("/ask");
    await conversations()
      .getByRole("button", { name: new RegExp(`^${QUESTION.slice(0, -1)}`) })
      .click();
    await expect.poll(() => articles().count()).toBe(2);
  });

  it("has another name, and is deleted once that is not undone", async () => {
    await act(QUESTION, "rename");
    await page.getByLabel(t("meetings.newTitle")).fill("Budget de Delta");
    await page.keyboard.press("Enter");
    await conversations().getByText("Budget de Delta").waitFor();

    await page.getByRole("button", { name: t("asking.new"), exact: true }).click();
    await ask(FOLLOW_UP);
    await expect.poll(() => conversations().count()).toBe(2);
    await act(FOLLOW_UP, "delete");
    await expect.poll(() => conversations().count()).toBe(1);
    await page
      .locator("[data-sonner-toast]")
      .getByRole("button", { name: t("common.undo") })
      .click();
    await expect.poll(() => conversations().count()).toBe(2);
    await act(FOLLOW_UP, "delete");
    // Leaving the page ends the time in which it can be undone.
    await page.goto("/meetings");
    const kept = async () => {
      const found = await page.request.get("/api/v1/conversations");
      return ((await found.json()) as { items: unknown[] }).items.length;
    };
    await expect.poll(kept).toBe(1);
    await page.goto("/ask");
    await conversations().getByText("Budget de Delta").waitFor();
    await expect.poll(() => conversations().count()).toBe(1);
  });

  it("says that a meeting is not shared any more, and shows nothing of it", async () => {
    const shares = `/api/v1/meetings/${meeting}/shares`;
    const { shares: given } = (await (await owner.request.get(shares)).json()) as {
      shares: { user_id: string }[];
    };
    const ended = await owner.request.delete(`${shares}/${given[0]?.user_id}`, {
      headers: { Origin: stage().site.url },
    });
    expect(ended.ok(), await ended.text()).toBe(true);

    await page.goto("/ask");
    await conversations()
      .getByRole("button", { name: /^Budget de Delta/ })
      .click();
    await expect.poll(() => articles().count()).toBe(2);
    await expect.poll(() => articles().getByText(t("asking.withheld")).count()).toBe(2);
    const shown = await page.content();
    for (const secret of [SAID, "douze mille", TITLE, meeting]) expect(shown).not.toContain(secret);
    expect(await violations(page)).toEqual([]);

    await page.getByRole("textbox", { name: t("asking.title") }).fill("Que devient le budget ?");
    await page.keyboard.press("Enter");
    await page.getByText(t("asking.outcomes.nothing_found", { scope: "all" })).waitFor();
  });
}
