import type { TestProject } from "vitest/node";
import { freePort } from "../companions/program";
import { serveWeb } from "../companions/web";

declare module "vitest" {
  interface ProvidedContext {
    webUrl: string;
  }
}

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
  const server = await serveWeb(gateway, port);
  project.provide("webUrl", `http://127.0.0.1:${port}`);
  return () => server.stop();
}
