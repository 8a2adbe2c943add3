import { join } from "node:path";
import { PYTHON } from "../browser";
import { BACKEND, stackEnvironment } from "./environment";
import { answers, freePort, Program } from "./program";

const SERVER = join(import.meta.dirname, "../../../../.next/standalone/server.js");

export type Site = { url: string; gateway: string; stop: () => Promise<void> };

/** Serve the built application in front of a gateway. */
export async function serveWeb(gateway: string, port: number): Promise<Program> {
  const launch = {
    command: process.execPath,
    args: [SERVER],
    env: { ...process.env, HOSTNAME: "127.0.0.1", PORT: String(port), SCRIBE_GATEWAY_URL: gateway },
  };
  return Program.start(launch, () => answers(`http://127.0.0.1:${port}/login`));
}

/** Run the product with settings of a test's own, on the data of the stack. */
export async function siteWith(settings: Record<string, string>): Promise<Site> {
  const [port, webPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${webPort}`;
  const launch = {
    command: PYTHON,
    args: ["-m", "app.serve", "--host", "127.0.0.1", "--port", String(port)],
    env: { ...stackEnvironment(), PYTHONPATH: "", SCRIBE_PUBLIC_URL: url, ...settings },
    cwd: BACKEND,
  };
  const address = `http://127.0.0.1:${port}`;
  const started = await Promise.allSettled([
    Program.start(launch, () => answers(`${address}/health/ready`)),
    serveWeb(address, webPort),
  ]);
  const programs = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop()));
  };
  const failed = started.find((each) => each.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { url, gateway: address, stop };
}
