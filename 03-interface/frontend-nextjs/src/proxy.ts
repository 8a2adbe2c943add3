import { NextResponse, type NextRequest } from "next/server";
import { NONCE_HEADER, pagePolicy } from "@/server/content-security-policy";

/** Give each page a nonce of its own: Next.js puts it on its scripts, and browsers run no other inline script. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  // Pages only. Bodies of /api and /incoming must not pass here: they would be cut at 10 MB.
  matcher: [
    "/((?!api/|_next/static/|_next/image/|icon.svg|icon1.png|icon2.png|apple-icon.png|manifest.webmanifest|share-worker.js|incoming$).*)",
  ],
};
