/** Header by which `src/proxy.ts` tells a page its nonce. */
export const NONCE_HEADER = "x-nonce";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Return the policy of a page whose scripts carry the nonce.
 *
 * Next.js, next-themes and Radix set styles from scripts and in attributes, which have no nonce: styles stay inline.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join("; ");
}

/** Policy of what is no page: nothing in it runs, wherever it is opened. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
