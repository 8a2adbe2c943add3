import { describe, expect, it } from "vitest";
import { after, before, begin, isComing } from "@/features/asking/answer/answer";
import type { Claim, ConversationMessage } from "@/lib/api/client";

const claim = (position: number, text: string): Claim => ({
  position,
  text,
  checked: true,
  reasons: [],
  withheld: false,
  evidence: [],
});

const message = (claims: Claim[], kept: Partial<ConversationMessage> = {}): ConversationMessage => ({
  id: "0",
  question: "Why?",
  language: "en",
  outcome: "answered",
  failure: null,
  model: "tiny",
  claims,
  passages: [],
  created_at: "2026-11-27T08:00:00Z",
  finished_at: null,
  ...kept,
});

describe("after", () => {
  it("says what is waited for, and no longer once that is over", () => {
    const waiting = after(begin("Why?"), { event: "stage", stage: "waiting", waiting_for: "minutes" });
    expect(waiting).toMatchObject({ stage: "waiting", waitingFor: "minutes" });
    expect(after(waiting, { event: "stage", stage: "writing" }).waitingFor).toBeNull();
  });

  it("keeps claims in their order and each once", () => {
    const answer = [claim(1, "b"), claim(0, "a"), claim(1, "B")].reduce(
      (before, one) => after(before, { ...one, event: "claim" }),
      begin("Why?"),
    );
    expect(answer.claims.map(({ text }) => text)).toEqual(["a", "B"]);
  });

  it("ends with what is kept", () => {
    const answer = after(begin("Why?"), { event: "done", message: message([claim(0, "kept")]) });
    expect(answer.claims).toHaveLength(1);
    expect(isComing(answer)).toBe(false);
  });

  it("ends with an error, and keeps what was written", () => {
    const written = after(begin("Why?"), { ...claim(0, "a"), event: "claim" });
    const failed = after(written, { event: "error", code: "language_unavailable", message: "" });
    expect([failed.failure, failed.claims.length, isComing(failed)]).toEqual([
      "language_unavailable",
      1,
      false,
    ]);
  });
});

describe("before", () => {
  const first = message([], { id: "1", question: "Who?" });
  const failed = message([], { id: "2", outcome: "failed", failure: "meaning_unavailable" });
  const again = message([], { id: "3" });

  it("shows all without an answer", () => {
    expect(before(null, [first, failed])).toEqual([first, failed]);
  });

  it("leaves out the message that keeps the answer, which may not be known yet", () => {
    expect(before(begin("Why?"), [first, again])).toEqual([first]);
    const answered = after(begin("Why?"), { event: "done", message: again });
    expect(before(answered, [first, again])).toEqual([first]);
  });

  it("leaves out what failed and was asked again", () => {
    expect(before(begin("Why?"), [first, failed])).toEqual([first]);
    expect(before(begin("Why?"), [first, failed, again])).toEqual([first]);
    expect(before(null, [first, failed, again])).toEqual([first, again]);
    expect(before(begin("When?"), [first, failed])).toEqual([first, failed]);
  });
});
