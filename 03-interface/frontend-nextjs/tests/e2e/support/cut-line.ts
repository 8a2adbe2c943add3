import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A TCP proxy to the application that can be cut: open connections break, and new ones fail. */
export class CutLine {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private limit = Infinity;
  private onLimit: () => void = () => undefined;
  /** Bytes that browsers have sent through it. */
  sent = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(address: string): Promise<CutLine> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const line = new CutLine(server, new URL(address));
    server.on("connection", (socket) => line.join(socket));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cut the line once so many more bytes have been sent. */
  cutAfter(bytes: number): Promise<void> {
    this.limit = this.sent + bytes;
    return new Promise((resolve) => {
      this.onLimit = resolve;
    });
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private join(browser: Socket): void {
    if (this.isCut) {
      browser.destroy();
      return;
    }
    const application = connect(Number(this.target.port), this.target.hostname);
    for (const [socket, other] of [
      [browser, application],
      [application, browser],
    ] as const) {
      this.sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    browser.on("data", (data) => {
      this.sent += data.length;
      if (this.sent < this.limit) return;
      this.limit = Infinity;
      this.cut();
      this.onLimit();
    });
    browser.pipe(application).pipe(browser);
  }
}
