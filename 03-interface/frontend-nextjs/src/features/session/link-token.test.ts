import { afterEach, expect, it, vi } from "vitest";
import { LinkToken } from "@/features/session/link-token";

afterEach(() => vi.unstubAllGlobals());

it("is kept here and nowhere else, until another link is opened", () => {
  const location = { hash: "#first", pathname: "/invitation", search: "?x=1" };
  const replaceState = vi.fn(() => (location.hash = ""));
  vi.stubGlobal("window", { location, history: { state: { kept: true }, replaceState } });
  const token = new LinkToken();
  expect(token.snapshot()).toBeNull();
  token.take();
  token.take();
  expect(token.snapshot()).toBe("first");
  expect(replaceState.mock.calls).toEqual([[{ kept: true }, "", "/invitation?x=1"]]);
  location.hash = "#second";
  token.take();
  expect(token.snapshot()).toBe("second");
});

it("is empty where there is none", () => {
  vi.stubGlobal("window", { location: { hash: "", pathname: "/invitation", search: "" } });
  const token = new LinkToken();
  token.take();
  expect(token.snapshot()).toBe("");
});
