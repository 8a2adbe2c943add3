const YEAR_SECONDS = 31_536_000;

/** Keep a choice for a year where the server reads it too. */
export function rememberInCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
