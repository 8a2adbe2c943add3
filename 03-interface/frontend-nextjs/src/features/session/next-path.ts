export const HOME = "/meetings";

const SITE = "http://site.invalid";
const MAX_LENGTH = 2000;
const MAX_DECODINGS = 3;

/**
 * Return the page to open after signing in: always one of this site, whatever the address asks for.
 *
 * What follows the path may be anything but control characters; the path must stay one of this site however often
 * somebody decodes it.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next || next.length > MAX_LENGTH || /[\p{C}\p{Zl}\p{Zp}]/u.test(next)) return HOME;
  let path = next.split(/[?#]/, 1)[0] ?? "";
  for (let decodings = 0; decodings <= MAX_DECODINGS; decodings += 1) {
    if (!isPathOfThisSite(path)) return HOME;
    const decoded = decode(path);
    if (decoded === path) return opensThisSite(next) ? next : HOME;
    if (decoded === null) return HOME;
    path = decoded;
  }
  return HOME;
}

function isPathOfThisSite(path: string): boolean {
  const segments = path.split("/");
  return (
    path.startsWith("/") &&
    !path.startsWith("//") &&
    !/[\\\p{C}]/u.test(path) &&
    !/^\/(api|_next)(\/|$)/i.test(path) &&
    !segments.includes("..") &&
    !segments.includes(".")
  );
}

function opensThisSite(next: string): boolean {
  try {
    return new URL(next, SITE).origin === SITE;
  } catch {
    return false;
  }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export function loginPath(from: string): string {
  return from === HOME || from === "/" ? "/login" : `/login?next=${encodeURIComponent(from)}`;
}

/** Return the page on which a second factor is set up that the operator asks for, and which leads back. */
export function secondFactorPath(from: string): string {
  return `/second-factor?next=${encodeURIComponent(from)}`;
}
