import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds wrong with what is shown, in both themes. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  // A page's title comes after its content.
  await page.waitForFunction(() => document.title !== "");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(
      (dark) => document.documentElement.classList.contains("dark") === dark,
      colorScheme === "dark",
    );
    const result = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of result.violations) {
      found.push(
        `${colorScheme} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join("\n")}`,
      );
    }
  }
  return found;
}
