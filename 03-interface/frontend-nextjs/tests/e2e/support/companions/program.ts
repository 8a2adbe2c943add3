import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

const START_MS = 60_000;
const LOOK_MS = 50;
const KEPT_OUTPUT = 4_000;

export type Launch = { command: string; args: readonly string[]; env?: NodeJS.ProcessEnv; cwd?: string };

/** A server that a test runs for itself beside the stack. */
export class Program {
  output = "";

  private constructor(private readonly process: ChildProcess) {
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    process.stdout?.on("data", keep);
    process.stderr?.on("data", keep);
  }

  /** Start a server, and wait until it answers as it should. */
  static async start(launch: Launch, isUp: () => Promise<boolean>): Promise<Program> {
    const { command, args, env = process.env, cwd } = launch;
    const program = new Program(spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] }));
    const deadline = Date.now() + START_MS;
    while (!(await isUp())) {
      if (program.process.exitCode !== null || Date.now() > deadline) {
        await program.stop();
        throw new Error(`${args.join(" ")} does not start:\n${program.output.slice(-KEPT_OUTPUT)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return program;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
  }
}

export async function answers(url: string): Promise<boolean> {
  return (await fetch(url).catch(() => null))?.ok ?? false;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
