import type { Browser } from "playwright-core";
import type { Site } from "../support/companions/web";

/** What all cases have in common: it takes longer to start than one of them. */
export type Stage = { browser: Browser; site: Site };
