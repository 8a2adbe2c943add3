import { cookies, headers } from "next/headers";
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "@/lib/api/schema";
import { GATEWAY_URL } from "@/server/gateway";

const ACCESS_COOKIE = "scribe_access";
/** A page that is still without data then is sent without: its browser asks again. */
const WAIT_MS = 3_000;
/** What the gateway needs to know of whoever asks: it counts requests by address. */
const PASSED_ON = ["x-forwarded-for", "x-forwarded-proto", "user-agent"];

export type Visitor = Client<paths>;

/**
 * Return what asks the gateway in the name of whoever opens the page; null where nobody is signed in, and where the
 * browser goes from page to page by itself, as it asks for data of its own then.
 */
export async function findVisitor(): Promise<Visitor | null> {
  const asked = await headers();
  const session = (await cookies()).get(ACCESS_COOKIE)?.value;
  if (!session || !asked.get("accept")?.includes("text/html")) return null;
  const passed = PASSED_ON.flatMap((name) => {
    const value = asked.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const tooLate = AbortSignal.timeout(WAIT_MS);
  return createClient<paths>({
    baseUrl: GATEWAY_URL,
    headers: { ...Object.fromEntries(passed), cookie: `${ACCESS_COOKIE}=${encodeURIComponent(session)}` },
    // One user's answer must never be another's.
    cache: "no-store",
    redirect: "error",
    // Here, as a signal that comes with a request would take the place of one that is given above.
    fetch: (request) => fetch(request, { signal: AbortSignal.any([request.signal, tooLate]) }),
  });
}
