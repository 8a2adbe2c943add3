import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it, vi } from "vitest";

const WORKER = join(import.meta.dirname, "../../../../public/share-worker.js");

it("opens the meeting of a notice that is touched", () => {
  const heard = new Map<string, (event: unknown) => void>();
  const addEventListener = (name: string, listener: (event: unknown) => void) => heard.set(name, listener);
  const openWindow = vi.fn();
  runInNewContext(readFileSync(WORKER, "utf8"), { self: { addEventListener, clients: { openWindow } } });
  const close = vi.fn();
  const notification = { data: { path: "/meetings/a" }, close };
  heard.get("notificationclick")?.({ notification, waitUntil: () => undefined });
  expect(openWindow).toHaveBeenCalledWith("/meetings/a");
  expect(close).toHaveBeenCalledOnce();
});
