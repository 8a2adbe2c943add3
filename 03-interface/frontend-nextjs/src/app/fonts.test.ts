import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import ranges from "@fontsource-variable/geist/unicode.json";

const SOURCE = readFileSync(join(import.meta.dirname, "fonts.ts"), "utf8");

/** The range of a subset is written by hand: one that differs from its file would show letters of another font. */
it.each(["latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext"] as const)(
  "gives the subset %s its letters",
  (name) => {
    const call = SOURCE.split("localFont(").find((text) => text.includes(`geist-${name}-wght-normal.woff2`));
    expect(call).toContain(`"${ranges[name]}"`);
  },
);

it("names all subsets and a generic family in the fonts of the page", () => {
  const css = readFileSync(join(import.meta.dirname, "globals.css"), "utf8");
  const sans = /--font-sans:([^;]*);/.exec(css)?.[1] ?? "";
  for (const name of Object.keys(ranges)) expect(sans).toContain(`var(--font-geist-${name})`);
  expect(sans).toMatch(/system-ui, sans-serif$/);
  expect(css).toMatch(/--font-mono:[^;]*, monospace;/);
});
