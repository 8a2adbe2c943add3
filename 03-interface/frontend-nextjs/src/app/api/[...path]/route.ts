/**
 * Hands /api/* to the gateway, as it is: bodies, events and byte ranges stream both ways.
 *
 * A rewrite in next.config.ts would be fixed when the image is built; the gateway's address is known when it runs.
 */
import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { isLocale, LOCALE_COOKIE } from "@/i18n/locale";
import { askGateway } from "@/server/gateway";

export const dynamic = "force-dynamic";

async function forward(request: NextRequest): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("accept-encoding", "identity");
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  if (isLocale(chosen)) headers.set("accept-language", chosen);
  try {
    return await askGateway(request, headers);
  } catch {
    return unavailable(request.nextUrl.pathname);
  }
}

function unavailable(path: string): Response {
  const problem = {
    type: "urn:scribe:problem:unavailable",
    title: "Bad Gateway",
    status: 502,
    detail: "The gateway does not answer. Try again in a moment.",
    instance: path,
    code: "unavailable",
    request_id: "",
    errors: [],
  };
  return Response.json(problem, { status: 502, headers: { "content-type": "application/problem+json" } });
}

export {
  forward as DELETE,
  forward as GET,
  forward as HEAD,
  forward as PATCH,
  forward as POST,
  forward as PUT,
};
