import { QueryClient } from "@tanstack/react-query";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Visitor } from "@/app/_server-data/visitor";
import type { ListQuery } from "@/entities/meeting/list-query";
import { readDeleting } from "@/lib/deletion/deleting-cookie";

vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers({ accept: "text/html" })),
  cookies: () => Promise.resolve({ get: () => ({ value: "token" }) }),
}));

const FIRST_PAGE: ListQuery = {
  q: "",
  page: 1,
  sort: "newest",
  status: null,
  speaker: null,
  owner: null,
  tags: [],
  period: null,
  from: null,
  to: null,
};

const asked: string[] = [];
let silent: Server;
beforeAll(async () => {
  silent = createServer(({ url = "" }) => void asked.push(url));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SCRIBE_GATEWAY_URL", `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
  vi.unstubAllEnvs();
});

it("sends pages without data of a gateway that does not answer", { timeout: 10_000 }, async () => {
  const { findVisitor } = await import("@/app/_server-data/visitor");
  const { loadList, loadMe, loadMeeting } = await import("@/app/_server-data/loads");
  const cache = new QueryClient();
  const loads = [loadMe, loadList(FIRST_PAGE, new Set()), loadMeeting("one")].map(async (load) => {
    const visitor = await findVisitor();
    if (visitor) await load(visitor, cache).catch(() => undefined);
  });
  await Promise.all(loads);
  expect(asked).toHaveLength(3);
  expect(
    cache
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.status === "success"),
  ).toEqual([]);
});

it("lists no meeting whose deletion has begun", async () => {
  const { loadList } = await import("@/app/_server-data/loads");
  const page = { items: [{ id: "one" }, { id: "two" }], total: 2, page: 1, size: 20 };
  const visitor = { GET: () => Promise.resolve({ data: page, response: new Response() }) };
  const cache = new QueryClient();
  await loadList(FIRST_PAGE, readDeleting("one"))(visitor as unknown as Visitor, cache);
  const [list] = cache.getQueryCache().getAll();
  expect(list?.state.data).toEqual({ ...page, items: [{ id: "two" }], total: 1 });
});
