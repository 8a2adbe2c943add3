import { PYTHON } from "../browser";
import { answers, freePort, Program } from "./program";

type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string; groups?: string[] };

export type Provider = { issuer: string; stop: () => Promise<void> };

/** Run a small OpenID provider that knows these people. */
export async function providerOf(people: readonly Claims[]): Promise<Provider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const known = people.flatMap((claims) => ["--user-claims", JSON.stringify(claims)]);
  const launch = { command: PYTHON, args: ["-m", "oidc_provider_mock", "--port", String(port), ...known] };
  const program = await Program.start(launch, () => answers(`${issuer}/.well-known/openid-configuration`));
  return { issuer, stop: () => program.stop() };
}
