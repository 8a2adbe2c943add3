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
    const waiting = after(begin("Why?", []), { event: "stage", stage: "waiting", waiting_for: "minutes" });
    expect(waiting).toMatchObject({ stage: "waiting", waitingFor: "minutes" });
    expect(after(waiting, { event: "stage", stage: "writing" }).waitingFor).toBeNull();
  });

  it("keeps claims in their order and each once", () => {
    const answer = [claim(1, "b"), claim(0, "a"), claim(1, "B")].reduce(
      (before, one) => after(before, { ...one, event: "claim" }),
      begin("Why?", []),
    );
    expect(answer.claims.map(({ text }) => text)).toEqual(["a", "B"]);
  });

  it("ends with what is kept", () => {
    const answer = after(begin("Why?", []), { event: "done", message: message([claim(0, "kept")]) });
    expect(answer.claims).toHaveLength(1);
    expect(isComing(answer)).toBe(false);
  });

  it("ends with an error, and keeps what was written", () => {
    const written = after(begin("Why?", []), { ...claim(0, "a"), event: "claim" });
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
  const ids = (messages: ConversationMessage[]) => messages.map(({ id }) => id);

  it("shows all without an answer", () => {
    expect(before(null, [first, failed])).toEqual([first, failed]);
  });

  it("leaves out the message that keeps the answer, which may not be known yet", () => {
    const asked = begin("Why?", ids([first]));
    expect(before(asked, [first, again])).toEqual([first]);
    expect(before(asked, [first, { ...again, outcome: null }])).toEqual([first]);
    expect(before(after(asked, { event: "done", message: again }), [first, again])).toEqual([first]);
  });

  it("keeps an answer whose question is asked again, until and once the new one is known", () => {
    const asked = begin("Why?", ids([first, again]));
    const newer = { ...again, id: "4" };
    expect(before(asked, [first, again])).toEqual([first, again]);
    expect(before(asked, [first, again, newer])).toEqual([first, again]);
    const answered = after(asked, { event: "done", message: newer });
    expect(before(answered, [first, again])).toEqual([first, again]);
    expect(before(answered, [first, again, newer])).toEqual([first, again]);
  });

  it("leaves out what failed and was asked again", () => {
    const known = ids([first, failed]);
    expect(before(begin("Why?", known), [first, failed])).toEqual([first]);
    expect(before(begin("Why?", known), [first, failed, again])).toEqual([first]);
    expect(before(null, [first, failed, again])).toEqual([first, again]);
    expect(before(begin("When?", known), [first, failed])).toEqual([first, failed]);
  });
});

describe("begin", () => {
  it("tells a question that is asked again from the first time, and keeps to one while its answer comes", () => {
    const known = ["1"];
    const [once, twice] = [begin("Why?", known), begin("Why?", known)];
    expect(once.earlier).not.toBe(twice.earlier);
    expect(after(once, { event: "stage", stage: "writing" }).earlier).toBe(once.earlier);
  });
});
