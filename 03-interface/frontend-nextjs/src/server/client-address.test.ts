import { createServer, request, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { appendClientAddresses } from "./client-address";

appendClientAddresses();

async function seen(headers: Record<string, string>): Promise<IncomingHttpHeaders> {
  const server = createServer((incoming, response) => response.end(JSON.stringify(incoming.headers)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const outgoing = request({ host: "127.0.0.1", port, headers }, (answer) => {
        answer.setEncoding("utf8").once("data", (text: string) => {
          resolve(JSON.parse(text) as IncomingHttpHeaders);
        });
      });
      outgoing.once("error", reject).end();
    });
  } finally {
    server.close();
  }
}

test("a request carries the address that it comes from", async () => {
  expect((await seen({}))["x-forwarded-for"]).toBe("127.0.0.1");
});

test("what a client claims stands in front of its true address", async () => {
  expect((await seen({ "x-forwarded-for": "10.0.0.1" }))["x-forwarded-for"]).toBe("10.0.0.1, 127.0.0.1");
});
