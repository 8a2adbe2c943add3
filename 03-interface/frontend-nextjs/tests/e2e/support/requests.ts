import type { Page } from "playwright-core";

/** Note what a page asks to change from here on, as "DELETE /api/v1/auth/sessions", where the address has such a part. */
export function changesOf(page: Page, part: string): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (request.method() !== "GET" && path.includes(part)) asked.push(`${request.method()} ${path}`);
  });
  return asked;
}
