import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { perform, type Simple } from "@/features/editing/operations/operations";
import { EditingSession } from "@/features/editing/session/editing-session";
import { Gateway, START } from "@/features/editing/session/fixtures";
import type { KeptStep } from "@/features/editing/session/step";
import { ProblemError } from "@/lib/api/problem";

const EDIT: Simple = { kind: "edit", segments: [0], text: "Bonsoir à tous." };
const RENAME: Simple = { kind: "rename", speaker: "SPEAKER_01", name: "Anne" };

let gateway: Gateway;
let kept: readonly KeptStep[];
let session: EditingSession;
const notices = vi.fn();

function open(): EditingSession {
  const opened = new EditingSession(gateway.head, {
    send: gateway.send,
    load: gateway.load,
    keep: (steps) => (kept = steps),
  });
  opened.listen(() => undefined, notices);
  return opened;
}

const text = (transcript = session.snapshot().transcript) => transcript.segments[0]?.text;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  notices.mockReset();
  gateway = new Gateway();
  kept = [];
  session = open();
});
afterEach(() => void vi.useRealTimers());

describe("saving", () => {
  it("shows an edit at once and saves it", async () => {
    session.perform(EDIT);
    expect(text()).toBe("Bonsoir à tous.");
    expect(session.snapshot().status).toBe("saving");
    expect(kept).toHaveLength(1);
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "saved", revision: 1 });
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(kept).toHaveLength(0);
  });

  it("saves edits one at a time, each based on the one before", async () => {
    session.perform(EDIT);
    session.perform(RENAME);
    await settle();
    expect(gateway.sent.map(({ base }) => base)).toEqual([0, 1]);
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
  });

  it("tries again until the network is back, under the same id", async () => {
    gateway.failure = ProblemError.offline();
    session.perform(EDIT);
    await settle();
    expect(session.snapshot().status).toBe("failed");
    expect(text()).toBe("Bonsoir à tous.");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gateway.sent).toHaveLength(2);
    gateway.failure = null;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(session.snapshot().status).toBe("saved");
    expect(new Set(gateway.sent.map(({ edit_id }) => edit_id)).size).toBe(1);
  });

  it("continues after a reload with unsaved steps, undone ones included", async () => {
    gateway.failure = ProblemError.offline();
    session.perform(EDIT);
    session.perform(RENAME);
    session.undo();
    await settle();
    session.dispose();
    const left = JSON.parse(JSON.stringify(kept)) as KeptStep[];
    gateway.failure = null;
    session = open();
    session.resume(left);
    expect(text()).toBe("Bonsoir à tous.");
    expect(session.snapshot().transcript.speakers[1]?.name).toBeNull();
    await settle();
    expect(gateway.head.revision).toBe(3);
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(gateway.head.transcript.speakers[1]?.name).toBeNull();
  });

  it("keeps what is written in a meeting deleted meanwhile, and says so once", async () => {
    gateway.failure = new ProblemError("not_found", 404, "");
    session.perform(EDIT);
    await settle();
    session.perform(RENAME);
    await settle();
    expect(text()).toBe("Bonsoir à tous.");
    expect(session.snapshot().status).toBe("refused");
    expect(session.isUnsaved).toBe(true);
    expect(kept).toHaveLength(2);
    expect(notices.mock.calls).toEqual([[{ kind: "refused" }]]);
  });

  it.each([
    ["the right to edit was withdrawn", new ProblemError("meeting_read_only", 403, "")],
    ["the transcript is missing", new ProblemError("object_missing", 404, "")],
  ])("keeps what is written where %s, also over a reload, and saves it once it may", async (_, refusal) => {
    gateway.failure = refusal;
    session.perform(EDIT);
    await settle();
    expect(text()).toBe("Bonsoir à tous.");
    expect(session.snapshot()).toMatchObject({ status: "refused", refusal });
    expect(notices.mock.calls).toEqual([[{ kind: "refused" }]]);
    session.dispose();
    const left = JSON.parse(JSON.stringify(kept)) as KeptStep[];
    session = open();
    session.resume(left);
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "refused", refusal });
    expect(text()).toBe("Bonsoir à tous.");
    gateway.failure = null;
    session.retry();
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "saved", refusal: null });
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
  });

  it("forgets what is refused when asked to, and shows what others have made of it", async () => {
    gateway.failure = new ProblemError("meeting_read_only", 403, "");
    session.perform(EDIT);
    session.perform(RENAME);
    session.undo();
    await settle();
    gateway.revisions.push(perform(START, { ...EDIT, text: "Salut." }));
    session.discard();
    await settle();
    expect(text()).toBe("Salut.");
    expect(session.snapshot()).toMatchObject({
      status: "saved",
      refusal: null,
      canUndo: false,
      canRedo: false,
    });
    expect(kept).toHaveLength(0);
  });

  it("drops an edit that makes no sense, and says so", async () => {
    gateway.failure = new ProblemError("not_in_transcript", 422, "");
    session.perform(EDIT);
    await settle();
    expect(text()).toBe("Bonjour à tous.");
    expect(session.snapshot()).toMatchObject({ status: "saved", canUndo: false });
    expect(notices).toHaveBeenCalledWith(expect.objectContaining({ kind: "dropped" }));
  });
});

describe("undo and redo", () => {
  it("work across saves, by revisions that revert others", async () => {
    session.perform(EDIT);
    await settle();
    session.perform(RENAME);
    await settle();
    session.undo();
    session.undo();
    expect(text()).toBe("Bonjour à tous.");
    await settle();
    expect(gateway.sent.slice(2).map(({ operation }) => operation)).toEqual([
      { kind: "revert", revision: 2 },
      { kind: "revert", revision: 1 },
    ]);
    expect(gateway.head.transcript).toEqual(START);
    session.redo();
    expect(text()).toBe("Bonsoir à tous.");
    await settle();
    session.redo();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
    expect(session.snapshot()).toMatchObject({ canUndo: true, canRedo: false });
  });

  it("undo an edit before it is saved", async () => {
    session.perform(EDIT);
    session.undo();
    expect(text()).toBe("Bonjour à tous.");
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonjour à tous.");
  });

  it("lose the steps to redo after a new edit", async () => {
    session.perform(EDIT);
    session.undo();
    session.perform(RENAME);
    expect(session.snapshot().canRedo).toBe(false);
    await settle();
    expect(session.snapshot().status).toBe("saved");
  });

  it("forget an edit that changed nothing", async () => {
    session.perform({ kind: "restore", revision: 0 });
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "saved", revision: 0, canUndo: false });
  });
});

describe("a change by somebody else", () => {
  it("to something else is kept, with ours on top", async () => {
    gateway.revisions.push(perform(START, RENAME));
    session.perform(EDIT);
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "saved", revision: 2 });
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(notices).toHaveBeenCalledWith({ kind: "rebased", since: 0 });
  });

  it("to the same segment asks the user to choose", async () => {
    gateway.revisions.push(perform(START, { ...EDIT, text: "Salut." }));
    session.perform(EDIT);
    session.perform(RENAME);
    await settle();
    expect(session.snapshot()).toMatchObject({
      status: "conflict",
      conflict: { operation: EDIT, isPossible: true },
    });
    expect(text()).toBe("Salut.");
    session.keepOurs();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
  });

  it("to a segment of a later unsaved edit asks as well", async () => {
    gateway.revisions.push(perform(START, { ...EDIT, text: "Salut." }));
    session.perform(RENAME);
    session.perform(EDIT);
    await settle();
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
    expect(session.snapshot().status).toBe("conflict");
    expect(text()).toBe("Salut.");
    session.keepOurs();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
  });

  it("that joined segments leaves the choice for those that still exist", async () => {
    const both = { kind: "edit", segments: [0, 1], text: "Bonsoir à tous." } as const;
    gateway.revisions.push(perform(START, { kind: "merge", speaker: "SPEAKER_01", into: "SPEAKER_00" }));
    gateway.revisions.push(perform(gateway.head.transcript, { ...both, segments: [0, 1], text: "Salut." }));
    session.perform({ ...both, segments: [0, 1] });
    await settle();
    expect(session.snapshot().conflict?.isPossible).toBe(true);
    session.keepOurs();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(session.snapshot().status).toBe("saved");
  });

  it("is kept when our edit is dropped", async () => {
    gateway.revisions.push(perform(START, { ...EDIT, text: "Salut." }));
    session.perform(EDIT);
    session.perform(RENAME);
    await settle();
    session.keepTheirs();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Salut.");
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
    expect(session.snapshot().status).toBe("saved");
  });

  it("that removed the segment leaves nothing of ours to keep", async () => {
    gateway.revisions.push(perform(START, { ...EDIT, text: "" }));
    session.perform(EDIT);
    await settle();
    expect(session.snapshot().conflict?.isPossible).toBe(false);
  });

  it("shows a passage that a worker has transcribed again, and keeps what is unsaved", async () => {
    gateway.revisions.push(perform(START, { kind: "edit", segments: [1], text: "Good morning." }));
    await session.refresh();
    expect(session.snapshot().revision).toBe(1);
    expect(session.snapshot().transcript.segments[1]?.text).toBe("Good morning.");
    gateway.failure = new ProblemError("unavailable", 503, "");
    session.perform(EDIT);
    gateway.revisions.push(perform(gateway.head.transcript, RENAME));
    await session.refresh();
    expect(session.snapshot().revision).toBe(1);
    expect(session.snapshot().transcript.segments[0]?.text).toBe("Bonsoir à tous.");
  });

  it("does not change a passage in which somebody writes, so that saving finds the conflict", async () => {
    gateway.revisions.push(perform(START, { kind: "edit", segments: [0], text: "Salut." }));
    await session.refresh(() => [0]);
    expect(session.snapshot().revision).toBe(0);
    session.perform(EDIT);
    await vi.waitFor(() => expect(session.snapshot().status).toBe("conflict"));
  });

  it("does not join a passage to the one in which somebody writes", async () => {
    gateway.revisions.push(perform(START, { kind: "join", segments: [1] }));
    await session.refresh(() => [0]);
    expect(session.snapshot().revision).toBe(0);
    await session.refresh();
    expect(session.snapshot().revision).toBe(1);
  });

  it("to what an edit was made of is asked about, also after a reload", async () => {
    session.perform(EDIT, { isContested: true });
    session.perform(RENAME);
    await settle();
    expect(session.snapshot()).toMatchObject({ status: "conflict", conflict: { operation: EDIT } });
    expect(gateway.sent).toHaveLength(0);
    session.dispose();
    const left = JSON.parse(JSON.stringify(kept)) as KeptStep[];
    session = open();
    session.resume(left);
    await settle();
    expect(session.snapshot().status).toBe("conflict");
    session.keepOurs();
    await settle();
    expect(text(gateway.head.transcript)).toBe("Bonsoir à tous.");
    expect(gateway.head.transcript.speakers[1]?.name).toBe("Anne");
  });

  it("that is found while a contested edit waits leaves the choice", async () => {
    gateway.revisions.push(perform(START, RENAME));
    session.perform({ kind: "rename", speaker: "SPEAKER_00", name: "Paul" });
    session.perform(EDIT, { isContested: true });
    await settle();
    expect(gateway.head.transcript.speakers[0]?.name).toBe("Paul");
    expect(session.snapshot().status).toBe("conflict");
  });

  it("shows what was saved elsewhere while somebody writes in another passage", async () => {
    gateway.revisions.push(perform(START, { kind: "edit", segments: [1], text: "Salut." }));
    await session.refresh(() => [0]);
    expect(session.snapshot().transcript.segments[1]?.text).toBe("Salut.");
  });
});
