import { expect, it } from "vitest";
import { whileSignedIn } from "@/lib/api/polling";
import { ProblemError } from "@/lib/api/problem";

it("rests from the end of the session, and goes on over any other failure", () => {
  expect(whileSignedIn({ error: null }, 9)).toBe(9);
  expect(whileSignedIn({ error: null }, false)).toBe(false);
  expect(whileSignedIn({ error: ProblemError.offline() }, 9)).toBe(9);
  expect(whileSignedIn({ error: new ProblemError("unauthorized", 401, "") }, 9)).toBe(false);
});
