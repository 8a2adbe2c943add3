import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    webUrl: string;
  }
}

const SERVER = join(import.meta.dirname, "../../../.next/standalone/server.js");
const START_MS = 30_000;

/** Serve the built application in front of a running gateway, or use the one at SCRIBE_WEB_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const served = process.env.SCRIBE_WEB_URL;
  if (served) {
    project.provide("webUrl", served);
    return () => Promise.resolve();
  }
  const gateway = process.env.SCRIBE_GATEWAY_URL;
  if (!gateway)
    throw new Error("Name a running gateway: SCRIBE_GATEWAY_URL=http://127.0.0.1:5000 npm run e2e");
  const port = await freePort();
  const server = spawn(process.execPath, [SERVER], {
    env: { ...process.env, HOSTNAME: "127.0.0.1", PORT: String(port), SCRIBE_GATEWAY_URL: gateway },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/login`, server);
  project.provide("webUrl", url);
  return async () => {
    server.kill();
    await once(server, "exit");
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error("The application does not start. Is it built? npm run build");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
