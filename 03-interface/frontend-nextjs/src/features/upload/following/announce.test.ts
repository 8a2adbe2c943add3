import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announce } from "@/features/upload/following/announce";

let page: EventTarget & { title: string; hidden: boolean };
beforeEach(() => {
  page = Object.assign(new EventTarget(), { title: "Meetings", hidden: true });
  vi.stubGlobal("document", page);
});
afterEach(() => {
  look();
  vi.unstubAllGlobals();
});

/** Chromium on Android: pages may not construct notices. */
class Refusing {
  static readonly permission = "granted";
  constructor() {
    throw new TypeError("Illegal constructor");
  }
}

const tell = (id: string, text: string) => announce(id, text, { label: "Open", onClick: () => undefined });

function look(): void {
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  page.hidden = true;
}

it("gives the tab its title back after several ends that nobody saw", () => {
  tell("a", "One is ready");
  tell("b", "Two is ready");
  expect(page.title).toBe("Two is ready");
  look();
  expect(page.title).toBe("Meetings");
  tell("c", "Three is ready");
  look();
  expect(page.title).toBe("Meetings");
});

it("leaves the title of a page that was opened meanwhile", () => {
  tell("a", "One is ready");
  page.title = "Voices";
  look();
  expect(page.title).toBe("Voices");
  tell("b", "Two is ready");
  page.title = "Account";
  tell("c", "Three is ready");
  look();
  expect(page.title).toBe("Account");
});

it("has the service worker show a notice where a page may not", async () => {
  const showNotification = vi.fn(() => Promise.resolve());
  vi.stubGlobal("Notification", Refusing);
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistrations: () => Promise.resolve([{ showNotification }]) },
  });
  tell("a", "One is ready");
  await vi.waitFor(() =>
    expect(showNotification).toHaveBeenCalledWith("One is ready", {
      tag: "a",
      data: { path: "/meetings/a" },
    }),
  );
});

it("leaves it at the title where a page may not and there is no service worker", () => {
  vi.stubGlobal("Notification", Refusing);
  vi.stubGlobal("navigator", {});
  tell("a", "One is ready");
  expect(page.title).toBe("One is ready");
});

it("leaves the title alone while the tab is seen", () => {
  page.hidden = false;
  tell("a", "One is ready");
  expect(page.title).toBe("Meetings");
});
