import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { register } from "./accounts";

export const HEADERS = () => ({ Origin: inject("webUrl") });

/** Return the headers of a request that comes from where a page is. */
const headersOf = (page: Page) => ({ Origin: new URL(page.url()).origin });

/** Open a page of its own, signed in as somebody new. */
export async function newUser(
  browser: Browser,
  locale: string,
  email: string,
  name: string,
  baseURL = inject("webUrl"),
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale,
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.goto("/login");
  await register(page, email, name);
  return page;
}

/** Import a transcript of lines as "Camille: Bonjour.", and return the meeting's id. */
export async function importMeeting(page: Page, title: string, said: string): Promise<string> {
  const transcript = { name: "said.txt", mimeType: "text/plain", buffer: Buffer.from(said) };
  const answer = await page.request.post("/api/v1/imports", {
    headers: headersOf(page),
    multipart: { title, transcript },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}

/** Share a meeting with somebody who has an account. */
export async function shareMeeting(
  page: Page,
  id: string,
  email: string,
  permission = "read",
): Promise<void> {
  const data = { email, permission };
  const answer = await page.request.post(`/api/v1/meetings/${id}/shares`, { headers: headersOf(page), data });
  if (!answer.ok()) throw new Error(await answer.text());
}
