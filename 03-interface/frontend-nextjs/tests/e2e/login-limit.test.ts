import { expect, inject, it } from "vitest";

const GUESSES = 14;
/** Attempts per account and address, as the gateway has it by default. */
const ALLOWED = 10;

it("gives no more attempts to a client that claims another address", async () => {
  const username = `nobody-${Date.now()}@example.org`;
  const statuses: number[] = [];
  for (let guess = 0; guess < GUESSES; guess++) {
    const answer = await fetch(`${inject("webUrl")}/api/v1/auth/login`, {
      method: "POST",
      headers: { "x-forwarded-for": `198.51.100.${guess}` },
      body: new URLSearchParams({ username, password: "guess" }),
    });
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([
    ...Array<number>(ALLOWED).fill(401),
    ...Array<number>(GUESSES - ALLOWED).fill(429),
  ]);
});
