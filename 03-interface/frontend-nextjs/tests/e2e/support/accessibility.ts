import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe leaves off, as an experiment: names of controls that leave out the text that is seen (WCAG 2.5.3). */
const OPTIONS = { rules: { "label-content-name-mismatch": { enabled: true } } };

/** Return the violations that axe finds on the page, in both themes. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  // The title of a page is set after its content.
  await page.waitForFunction(() => document.title !== "");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(
      (dark) => document.documentElement.classList.contains("dark") === dark,
      colorScheme === "dark",
    );
    const result = await new AxeBuilder({ page }).options(OPTIONS).analyze();
    for (const { id, nodes } of result.violations) {
      found.push(
        `${colorScheme} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join("\n")}`,
      );
    }
  }
  return found;
}
