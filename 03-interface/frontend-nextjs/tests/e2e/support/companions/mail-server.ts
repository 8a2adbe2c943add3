import { once } from "node:events";
import { connect } from "node:net";
import { PYTHON } from "../browser";
import { freePort, Program } from "./program";

const BEGIN = "---------- MESSAGE FOLLOWS ----------";
const END = "------------ END MESSAGE ------------";

/** A mail server that takes every mail and shows it. */
export class MailServer {
  private constructor(
    readonly port: number,
    private readonly program: Program,
  ) {}

  static async start(): Promise<MailServer> {
    const port = await freePort();
    const launch = {
      command: PYTHON,
      args: ["-m", "aiosmtpd", "-n", "-l", `127.0.0.1:${port}`],
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
    };
    return new MailServer(port, await Program.start(launch, () => listens(port)));
  }

  /** Settings by which a gateway sends its mails here. */
  get settings(): Record<string, string> {
    return {
      SCRIBE_MAIL_HOST: "127.0.0.1",
      SCRIBE_MAIL_PORT: String(this.port),
      SCRIBE_MAIL_TLS: "none",
      SCRIBE_MAIL_FROM: "scribe@example.org",
    };
  }

  /** Mails that an address has got, as their readers see them. */
  mailsTo(address: string): string[] {
    const mails = this.program.output.split(BEGIN).slice(1);
    const whole = mails.filter((mail) => mail.includes(END)).map((mail) => mail.split(END)[0] ?? "");
    return whole.filter((mail) => mail.includes(`To: ${address}`)).map(decoded);
  }

  stop(): Promise<void> {
    return this.program.stop();
  }
}

/** Undo quoted-printable where a mail is in it. */
function decoded(mail: string): string {
  if (!mail.includes("Content-Transfer-Encoding: quoted-printable")) return mail;
  const bytes = mail
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isUp = await once(socket, "connect").then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isUp;
}
