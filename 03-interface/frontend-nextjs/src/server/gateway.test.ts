import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type * as Web from "./gateway";

let gateway: Server;
let web: typeof Web;

beforeAll(async () => {
  gateway = createServer((request, response) => {
    const type = request.url === "/api/events" ? "text/event-stream" : "application/json";
    response.writeHead(200, { "content-type": type });
    response.write("data");
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SCRIBE_GATEWAY_URL", `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`);
  web = await import("./gateway");
});

afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
  vi.unstubAllEnvs();
});

async function reader(path: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const answer = await web.askGateway(new Request(`http://localhost${path}`), new Headers());
  const found = answer.body!.getReader();
  await found.read();
  return found;
}

test("a server that stops ends streams of events and nothing else", async () => {
  const events = await reader("/api/events");
  const download = await reader("/api/audio");
  const ended = vi.fn();
  const more = download.read().then(ended, ended);

  web.endEventStreams();

  await expect(events.read()).rejects.toThrow();
  expect(ended).not.toHaveBeenCalled();
  gateway.closeAllConnections();
  await more;
});
