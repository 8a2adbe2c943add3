import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  onSignedOutElsewhere,
  renewSessionInTime,
  rememberSessionEnd,
  sessionFetch,
} from "@/lib/api/session";

const ORIGIN = "http://localhost:3000";
const ask = () => sessionFetch(new Request(`${ORIGIN}/api/v1/meetings`));

function memoryStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

describe("the session", () => {
  let isSignedIn: boolean;
  let refreshes: number;

  beforeEach(() => {
    isSignedIn = false;
    refreshes = 0;
    vi.stubGlobal("localStorage", memoryStorage());
    vi.stubGlobal("fetch", (input: string | Request) => {
      const { pathname } = new URL(typeof input === "string" ? input : input.url, ORIGIN);
      if (pathname !== "/api/v1/auth/refresh")
        return Promise.resolve(new Response(null, { status: isSignedIn ? 200 : 401 }));
      refreshes += 1;
      isSignedIn = true;
      return Promise.resolve(Response.json({ expires_in: 900 }));
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("is renewed once for concurrent requests", async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(refreshes).toBe(1);
  });

  it("is not renewed after a refused login", async () => {
    const answer = await sessionFetch(new Request(`${ORIGIN}/api/v1/auth/login`, { method: "POST" }));
    expect(answer.status).toBe(401);
    expect(refreshes).toBe(0);
  });

  it("ends in all tabs at once", () => {
    vi.stubGlobal("window", new EventTarget());
    const leave = vi.fn();
    const stop = onSignedOutElsewhere(leave);
    const store = (key: string, newValue: string | null) =>
      window.dispatchEvent(Object.assign(new Event("storage"), { key, newValue }));
    store("scribe.session-expires-at", "1");
    store("scribe.speed", null);
    expect(leave).not.toHaveBeenCalled();
    store("scribe.session-expires-at", null);
    expect(leave).toHaveBeenCalledTimes(1);
    stop();
    store("scribe.session-expires-at", null);
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it("is renewed before it ends, and not sooner", async () => {
    rememberSessionEnd(900);
    await renewSessionInTime();
    expect(refreshes).toBe(0);
    rememberSessionEnd(60);
    await renewSessionInTime();
    expect(refreshes).toBe(1);
  });
});
