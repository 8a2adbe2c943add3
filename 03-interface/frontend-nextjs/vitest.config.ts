import { defineConfig } from "vitest/config";

const ROOT = import.meta.dirname;

/** A real pipeline works behind these. */
const inBrowser = {
  globalSetup: "tests/e2e/support/start/global-setup.ts",
  setupFiles: "tests/e2e/support/start/setup.ts",
  fileParallelism: false,
  testTimeout: 180_000,
  // As long as Playwright waits: vitest's own second is too short on a machine that does something else, too.
  expect: { poll: { timeout: 30_000 } },
  hookTimeout: 60_000,
};

export default defineConfig({
  resolve: { alias: { "@messages": `${ROOT}/messages`, "@": `${ROOT}/src` } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts"] } },
      { extends: true, test: { ...inBrowser, name: "e2e", include: ["tests/e2e/**/*.test.ts"] } },
      { extends: true, test: { ...inBrowser, name: "speed", include: ["tests/speed/**/*.test.ts"] } },
      { extends: true, test: { ...inBrowser, name: "answers", include: ["tests/answers/**/*.test.ts"] } },
      {
        extends: true,
        test: { ...inBrowser, name: "screenshots", include: ["tests/screenshots/**/*.test.ts"] },
      },
    ],
  },
});
