import { afterAll, beforeAll, describe } from "vitest";
import { launchBrowser } from "../support/browser";
import { siteThatWrites } from "../support/companions/writing";
import { describeConversations } from "./cases/conversations";
import { describeMinutes } from "./cases/minutes";
import type { Stage } from "./stage";

let stage: Stage;
beforeAll(async () => {
  const [browser, site] = await Promise.all([launchBrowser(), siteThatWrites()]);
  stage = { browser, site };
}, 120_000);
afterAll(async () => {
  // The site's programs end once no page is connected to them.
  await stage.browser.close();
  await stage.site.stop();
}, 120_000);

/** What a language model has written; one that says the first turn it reads stands in for it. */
describe("minutes", () => describeMinutes(() => stage));
describe("conversations", () => describeConversations(() => stage));
