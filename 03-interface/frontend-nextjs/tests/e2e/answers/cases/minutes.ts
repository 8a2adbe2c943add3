import { createTranslator } from "next-intl";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import fr from "@messages/fr.json";
import { isolate } from "@/lib/format/isolate";
import { violations } from "../../support/accessibility";
import type { Stage } from "../stage";
import { importMeeting, newUser } from "../../support/meetings";
import { changesOf } from "../../support/requests";

const SAID = "Le budget du projet Delta reste à douze mille euros.";
const CORRECTED = "Le budget du projet Delta monte à vingt mille euros.";
const OWN = "Nous validons le budget du projet.";
const ADDED = "Qui réserve la salle ?";

/** Tell what happens to minutes in the hands of people, one line after the other. */
export function describeMinutes(stage: () => Stage): void {
  const t = createTranslator({ locale: "fr", messages: fr });
  const author = "Camille Renard";
  let page: Page;
  let minutes: Locator;
  let place: string;

  beforeAll(async () => {
    const { browser, site } = stage();
    page = await newUser(browser, "fr", `minutes-${Date.now()}@example.org`, author, site.url);
    const meeting = await importMeeting(
      page,
      "Point Delta",
      `Camille: ${SAID}\nYanis: J'envoie le contrat à la ville, et je préviens les clients qui ne le savent pas.\n`,
    );
    place = `/api/v1/meetings/${meeting}/minutes`;
    await page.goto(`/meetings/${meeting}`);
    minutes = page.getByRole("region", { name: t("minutes.title"), exact: true });
    await minutes.getByRole("button", { name: t("minutes.write"), exact: true }).click();
    await minutes.getByText(t("minutes.model", { model: "stub" })).waitFor();
  });
  afterAll(() => page.context().close());

  /** Return the lines under a heading, which is the section's title. */
  const lines = (title: string) =>
    minutes
      .getByRole("heading", { name: title, level: 3, exact: true })
      .locator("xpath=../..")
      .getByRole("listitem");
  const button = (row: Locator, name: string) => row.getByRole("button", { name, exact: true });
  const save = () => button(minutes, t("minutes.save")).click();
  const field = () => minutes.getByLabel(t("minutes.text"), { exact: true });

  const newLine = (section: string) => minutes.getByLabel(t("minutes.newLine", { section }), { exact: true });

  async function change(row: Locator, text: string): Promise<void> {
    await row.hover();
    await button(row, t("minutes.edit")).click();
    await field().fill(text);
    await save();
  }

  async function bringBack(row: Locator, text: string): Promise<void> {
    await row.hover();
    await button(row, t("minutes.history.open")).click();
    const dialog = page.getByRole("dialog", { name: t("minutes.history.title") });
    await dialog.getByText(t("minutes.history.before", { text: isolate(text) })).waitFor();
    expect(await violations(page)).toEqual([]);
    const asked = changesOf(page, "/restore");
    await dialog.getByRole("button", { name: t("minutes.history.restoreOf", { text }) }).dblclick();
    await dialog.waitFor({ state: "detached" });
    expect(asked).toHaveLength(1);
  }

  it("takes a change, shows whose it is, and takes it back", async () => {
    const decision = lines("Décisions").first();
    await decision.getByText(SAID).waitFor();
    await change(decision, OWN);
    await decision.getByText(OWN).waitFor();
    await decision.getByText(t("minutes.writtenBy", { name: author })).waitFor();
    await bringBack(decision, SAID);
    await decision.getByText(SAID).waitFor();
    await change(decision, OWN);
    await decision.getByText(t("minutes.writtenBy", { name: author })).waitFor();
  });

  it("ticks an action, and has it ticked after a reload", async () => {
    const box = () => minutes.getByRole("checkbox", { name: t("minutes.done", { text: SAID }) });
    const taken = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
    await box().click();
    await taken;
    await page.reload();
    await box().waitFor();
    await expect.poll(() => box().isChecked()).toBe(true);
  });

  it("takes an action with its owner and the date", async () => {
    const action = "Prévenir les clients";
    await button(minutes, t("minutes.add", { section: "Actions" })).click();
    await newLine("Actions").fill(action);
    await minutes.getByLabel(t("minutes.owner"), { exact: true }).fill("Yanis Morel");
    await minutes.getByLabel(t("minutes.dueDate"), { exact: true }).fill("2026-12-04");
    expect(await violations(page)).toEqual([]);
    await save();
    const added = lines("Actions").filter({ hasText: action });
    await added.getByText(t("minutes.ownerOf", { name: isolate("Yanis Morel") }), { exact: true }).waitFor();
    await added.getByText(t("minutes.dueOn", { due: "4 déc. 2026" }), { exact: true }).waitFor();
  });

  it("keeps the text of a line that is refused", async () => {
    const refused = "Une ligne refusée";
    await page.route("**/minutes/*/items", (route) => route.abort(), { times: 1 });
    await button(minutes, t("minutes.add", { section: "Décisions" })).click();
    await newLine("Décisions").fill(refused);
    await save();
    await minutes.getByRole("alert").waitFor();
    await expect.poll(() => newLine("Décisions").inputValue()).toBe(refused);
    await button(minutes, t("minutes.dismiss")).click();
  });

  it("takes a new line, deletes it, and brings it back", async () => {
    const questions = lines("Questions ouvertes");
    const added = questions.filter({ hasText: ADDED });
    await button(minutes, t("minutes.add", { section: "Questions ouvertes" })).click();
    await newLine("Questions ouvertes").fill(ADDED);
    await save();
    await added.getByText(t("minutes.writtenBy", { name: author })).waitFor();
    await added.hover();
    await button(added, t("minutes.deleteItem")).click();
    await added.waitFor({ state: "detached" });
    await minutes.getByText(t("minutes.deletedItems", { count: 1 })).click();
    await button(minutes, t("minutes.bringBack", { text: ADDED })).click();
    await added.waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("writes again what rests on changed words, but no line of a person's", async () => {
    const passage = page.locator("[data-block]", { hasText: SAID });
    await passage.locator("[data-word]").first().dblclick();
    const words = page.getByLabel(t("editing.textOf"));
    await words.fill((await words.inputValue()).replace(SAID, CORRECTED));
    await page.keyboard.press("Enter");
    const stale = minutes.locator('li[data-stale="true"]');
    await stale.first().waitFor();
    const again = minutes.getByRole("button", { name: t("minutes.rewrite", { count: 4 }), exact: true });
    await again.click();
    await again.waitFor({ state: "detached" });

    await lines("Synthèse").first().getByText(CORRECTED).waitFor();
    const decision = lines("Décisions").first();
    await expect.poll(() => decision.innerText()).toContain(OWN);
    expect(await decision.innerText()).not.toContain(CORRECTED);
    await expect.poll(() => lines("Questions ouvertes").filter({ hasText: ADDED }).count()).toBe(1);
  });

  it("ends where the player begins, and keeps its field, its tabs and its way back in sight", async () => {
    const player = page.getByRole("region", { name: t("player.label") });
    const isAbovePlayer = async (seen: Locator) => {
      const [box, bar] = await Promise.all([seen.boundingBox(), player.boundingBox()]);
      return box!.y > 0 && box!.y + box!.height <= bar!.y + 1;
    };
    await page.getByRole("tab", { name: t("asking.tab"), exact: true }).click();
    await page.setViewportSize({ width: 1280, height: 560 });
    await expect
      .poll(() => isAbovePlayer(page.getByRole("textbox", { name: t("asking.meetingTitle") })))
      .toBe(true);
    await page.getByRole("tab", { name: t("minutes.title"), exact: true }).click();
    const last = button(minutes, t("minutes.delete"));
    await last.scrollIntoViewIfNeeded();
    await expect.poll(() => isAbovePlayer(last)).toBe(true);

    await page.setViewportSize({ width: 390, height: 700 });
    await page.getByRole("button", { name: t("meeting.panels") }).click();
    await last.scrollIntoViewIfNeeded();
    const panels = page.getByRole("complementary", { name: t("meeting.panels") });
    const back = panels.getByRole("button", { name: t("common.close"), exact: true });
    for (const seen of [last, back, panels.getByRole("tablist")])
      await expect.poll(() => isAbovePlayer(seen)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await back.click();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("is deleted once that is not undone", async () => {
    const kept = async () => ((await (await page.request.get(place)).json()) as unknown[]).length;
    await button(minutes, t("minutes.delete")).click();
    await button(minutes, t("minutes.write")).waitFor();
    await expect.poll(kept).toBe(1);
    await page
      .locator("[data-sonner-toast]")
      .getByRole("button", { name: t("common.undo") })
      .click();
    await lines("Décisions").first().getByText(OWN).waitFor();
    await button(minutes, t("minutes.delete")).click();
    await button(minutes, t("minutes.write")).waitFor();
    // Leaving the page ends the time in which it can be undone.
    await page.goto("/meetings");
    await expect.poll(kept).toBe(0);
  });
}
