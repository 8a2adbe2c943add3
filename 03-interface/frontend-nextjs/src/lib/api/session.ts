/**
 * The browser's session. Its tokens are httpOnly cookies that no script can read. Only the expiry of the access token is
 * known here; it is stored for all tabs, so that one of them renews the session in time.
 */
const EXPIRES_AT = "scribe.session-expires-at";
/** Begins the names of what a browser stores for one user, until a sign-out. */
export const PRIVATE_PREFIX = "scribe.private.";
/** Database of what other applications have shared, until it is taken over; public/share-worker.js knows it too. */
export const SHARED_DATABASE = "scribe-shared";
const REFRESH_PATH = "/api/v1/auth/refresh";
const RENEW_BEFORE_MS = 180_000;
const PATHS_WITHOUT_REFRESH = [
  "/api/v1/auth/login",
  "/api/v1/auth/login/second-factor",
  "/api/v1/auth/register",
  REFRESH_PATH,
  "/api/v1/auth/logout",
];

let refreshing: Promise<boolean> | null = null;

/** Exchange the refresh token for new cookies; concurrent calls share one request. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= requestRefresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function requestRefresh(): Promise<boolean> {
  const answer = await fetch(REFRESH_PATH, { method: "POST" }).catch(() => null);
  if (!answer?.ok) return false;
  const tokens = (await answer.json()) as { expires_in: number };
  rememberSessionEnd(tokens.expires_in);
  return true;
}

export function rememberSessionEnd(expiresInSeconds: number): void {
  localStorage.setItem(EXPIRES_AT, String(Date.now() + expiresInSeconds * 1000));
}

/** Return whether this browser has had a session that was not ended by a sign-out; it may be too old by now. */
export function hasHadSession(): boolean {
  return localStorage.getItem(EXPIRES_AT) !== null;
}

/** Forget the session with what is stored for its user, and tell the other tabs. */
export function forgetSession(): void {
  for (const storage of [localStorage, sessionStorage]) {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at));
    for (const key of keys) if (key?.startsWith(PRIVATE_PREFIX)) storage.removeItem(key);
  }
  // Some browsers have none in private windows.
  (globalThis.indexedDB as IDBFactory | undefined)?.deleteDatabase(SHARED_DATABASE);
  // Only a change is told, and there may be nothing to remove.
  localStorage.setItem(EXPIRES_AT, "0");
  localStorage.removeItem(EXPIRES_AT);
}

/** Call `listener` when another tab signs out or deletes the account, until the returned function is called. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === EXPIRES_AT && newValue === null) listener();
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

/** Renew the session if it ends soon: media elements and event streams cannot renew it themselves. */
export async function renewSessionInTime(): Promise<void> {
  const expiresAt = Number(localStorage.getItem(EXPIRES_AT) ?? 0);
  if (expiresAt - Date.now() < RENEW_BEFORE_MS) await refreshSession();
}

/** Call `fetch`; on an ended session, renew it and try once more. */
export async function sessionFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  if (answer.status !== 401 || PATHS_WITHOUT_REFRESH.includes(new URL(request.url).pathname)) return answer;
  return (await refreshSession()) ? fetch(again) : answer;
}
