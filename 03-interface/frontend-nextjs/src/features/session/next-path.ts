export const HOME = "/meetings";

/** Return the page to open after signing in: always one of this site, whatever the address asks for. */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || /^\/[/\\]/.test(next) || /\p{Cc}/u.test(next)) return HOME;
  return next;
}

export function loginPath(from: string): string {
  return from === HOME || from === "/" ? "/login" : `/login?next=${encodeURIComponent(from)}`;
}
