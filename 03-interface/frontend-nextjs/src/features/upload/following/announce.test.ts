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

it("leaves the title alone while the tab is seen", () => {
  page.hidden = false;
  tell("a", "One is ready");
  expect(page.title).toBe("Meetings");
});
