import { request } from "node:http";
import { expect, inject, it } from "vitest";

const GUESSES = 14;
/** Attempts per account and address, as the gateway has it by default. */
const ALLOWED = 10;
/** Another address than that of the web server, whose word the gateway takes for where a request comes from. */
const LOCAL_ADDRESS = "127.0.0.2";

it("gives no more attempts to a client that claims another address", async () => {
  const username = `nobody-${Date.now()}@example.org`;
  const statuses: (number | undefined)[] = [];
  for (let guess = 0; guess < GUESSES; guess++) {
    statuses.push(await signIn(username, `198.51.100.${guess}`));
  }
  expect(statuses).toEqual([
    ...Array<number>(ALLOWED).fill(401),
    ...Array<number>(GUESSES - ALLOWED).fill(429),
  ]);
});

/** Try to sign in from LOCAL_ADDRESS, claiming another address; return the status of the response. */
function signIn(username: string, claimedAddress: string): Promise<number | undefined> {
  const body = new URLSearchParams({ username, password: "guess" }).toString();
  const options = {
    method: "POST",
    localAddress: LOCAL_ADDRESS,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      "x-forwarded-for": claimedAddress,
    },
  };
  return new Promise((resolve, reject) => {
    const attempt = request(`${inject("webUrl")}/api/v1/auth/login`, options, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    attempt.on("error", reject);
    attempt.end(body);
  });
}
