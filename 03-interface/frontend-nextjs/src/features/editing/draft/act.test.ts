import { beforeEach, describe, expect, it, vi } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { blockText, type Block } from "@/entities/transcript/model";
import { act, characterWhenSaved, trimSelection, type Hands } from "@/features/editing/draft/act";
import type { EditorAction } from "@/features/editing/draft/editor-keys";
import { OpenDraft } from "@/features/editing/draft/open-draft";
import { currentModel } from "@/features/editing/draft/passages";
import type { Playback } from "@/features/editing/draft/playback";
import { perform, type Simple } from "@/features/editing/operations/operations";
import { EditingSession } from "@/features/editing/session/editing-session";
import { Gateway, START } from "@/features/editing/session/fixtures";
import type { Transcript } from "@/lib/api/client";

const silent: Playback = {
  isPlaying: false,
  time: 0,
  loop: null,
  seek: () => undefined,
  toggle: () => undefined,
  skip: () => undefined,
  stepRate: () => undefined,
  repeat: () => undefined,
};

/** A transcript of these passages, by two in turn; a word in parentheses is uncertain. */
function spoken(...texts: string[]): Transcript {
  const segments = texts.map((marked, id) => {
    const said = segment(`SPEAKER_0${id % 2}`, id * 20, marked.replace(/[()]/g, ""));
    const doubts = marked.split(" ").map((word) => word.startsWith("("));
    const words = said.words.map((word, at) => ({ ...word, probability: doubts[at] ? 0.2 : 0.9 }));
    return { ...said, id, words };
  });
  return { ...START, segments };
}

let gateway: Gateway;
let session: EditingSession;
let desk: OpenDraft;
let hands: Hands;
const assign = vi.fn<Hands["assign"]>();
const focus = vi.fn<Hands["focus"]>();

function start(...texts: string[]): void {
  gateway = new Gateway(spoken(...texts));
  session = new EditingSession(gateway.head, {
    send: gateway.send,
    load: gateway.load,
    keep: () => undefined,
  });
  desk = new OpenDraft(session);
  hands = {
    session,
    desk,
    player: silent,
    open: (block, selection) => desk.open(block, selection),
    focus,
    offer: () => undefined,
    assign,
  };
}
beforeEach(() => {
  assign.mockReset();
  focus.mockReset();
});

const block = (index: number): Block => {
  const found = currentModel(session).blocks[index];
  if (!found) throw new RangeError(`there is no passage ${index}`);
  return found;
};
const type = (text: string, from = text.length, to = from) =>
  desk.write(desk.snapshot()?.opening ?? 0, text, [from, to]);
/** Press a key in the field; return what is selected then. */
function press(action: EditorAction, index = opened()): string {
  const selection = act(hands, block(index), action);
  if (selection) type(desk.readLive().text, ...selection);
  return chosen();
}
const chosen = () => desk.readLive().text.slice(...desk.readLive().selection);
const opened = () => {
  const ids = desk.snapshot()?.segments.map(({ id }) => id) ?? [];
  return currentModel(session).blocks.findIndex(({ segments }) => segments.some((id) => ids.includes(id)));
};
const texts = () => {
  const model = currentModel(session);
  return model.blocks.map(({ first, last }) => blockText(model, first, last));
};
/** Save an edit as a colleague does. */
const theirs = (operation: Simple) => gateway.revisions.push(perform(gateway.head.transcript, operation));
const settled = () => vi.waitFor(() => expect(session.snapshot().status).not.toBe("saving"));

describe("joining", () => {
  it("at the end goes on in the field of the whole passage, with what was typed", () => {
    start("un deux", "trois quatre", "cinq");
    desk.open(block(0));
    const before = desk.snapshot()?.opening;
    type("un deux et demi");
    press("joinAfter");
    expect(texts()).toEqual(["un deux et demi trois quatre", "cinq"]);
    expect(desk.snapshot()?.opening).not.toBe(before);
    expect(desk.readLive()).toMatchObject({ text: "un deux et demi trois quatre", selection: [16, 16] });
    type("un deux et demi, trois quatre");
    press("save");
    expect(texts()[0]).toBe("un deux et demi, trois quatre");
    expect(focus).toHaveBeenCalledWith(0);
  });

  it("of an emptied passage goes on in the neighbour", () => {
    start("un deux", "trois quatre", "cinq");
    desk.open(block(0));
    type("");
    press("joinAfter");
    expect(texts()).toEqual(["trois quatre", "cinq"]);
    expect(desk.readLive()).toMatchObject({ text: "trois quatre", selection: [0, 0] });
    desk.open(block(1));
    type("");
    press("joinBefore");
    expect(texts()).toEqual(["trois quatre"]);
    expect(desk.readLive()).toMatchObject({ text: "trois quatre", selection: [12, 12] });
  });
});

describe("what a colleague does meanwhile", () => {
  it("joins the next passage: saving keeps it", async () => {
    start("un deux", "trois quatre", "cinq");
    desk.open(block(0));
    type("un deux trois");
    theirs({ kind: "join", segments: [1] });
    session.perform({ kind: "rename", speaker: "SPEAKER_00", name: "Anne" });
    await settled();
    expect(block(0).segments).toEqual([0, 1]);
    desk.close();
    await settled();
    expect(gateway.head.transcript.segments.map(({ text }) => text)).toEqual([
      "un deux trois",
      "trois quatre",
      "cinq",
    ]);
  });

  it("to the passage itself is asked about, though it is shown already", async () => {
    start("un deux", "trois quatre");
    desk.open(block(0));
    theirs({ kind: "edit", segments: [0], text: "un douze" });
    session.perform({ kind: "rename", speaker: "SPEAKER_01", name: "Anne" });
    await settled();
    expect(texts()[0]).toBe("un douze");
    type("un deux trois");
    desk.close();
    await settled();
    expect(session.snapshot()).toMatchObject({ status: "conflict", conflict: { isPossible: true } });
    expect(gateway.head.transcript.segments[0]?.text).toBe("un douze");
    session.keepOurs();
    await settled();
    expect(gateway.head.transcript.segments[0]?.text).toBe("un deux trois");
  });

  it("to the passage itself stays, if nothing was typed here", async () => {
    start("un deux", "trois quatre");
    desk.open(block(0));
    theirs({ kind: "edit", segments: [0], text: "un douze" });
    session.perform({ kind: "rename", speaker: "SPEAKER_01", name: "Anne" });
    await settled();
    desk.close();
    await settled();
    expect(session.snapshot().status).toBe("saved");
    expect(texts()[0]).toBe("un douze");
  });

  it("to passages before it leaves the text in hand as it is", async () => {
    start("un deux", "trois quatre", "cinq six");
    desk.open(block(2));
    type("cinq six sept", 4);
    theirs({ kind: "edit", segments: [0], text: "un\ndeux", passages: true });
    await session.refresh(() => [2]);
    expect(texts()).toEqual(["un", "deux", "trois quatre", "cinq six"]);
    expect(desk.readLive()).toMatchObject({ text: "cinq six sept", selection: [4, 4] });
    desk.close();
    expect(texts()[3]).toBe("cinq six sept");
  });
});

describe("leaving", () => {
  it("saves once, however many say so, and never what another field holds", () => {
    start("un deux", "trois quatre");
    desk.open(block(0));
    const first = desk.snapshot()?.opening ?? 0;
    type("un deux trois");
    desk.open(block(1));
    expect(texts()[0]).toBe("un deux trois");
    type("quatre");
    desk.leave(first);
    expect(desk.isChanged).toBe(true);
    desk.close();
    desk.close();
    expect(texts()).toEqual(["un deux trois", "quatre"]);
    session.undo();
    session.undo();
    expect(texts()).toEqual(["un deux", "trois quatre"]);
  });

  it("keeps nothing of what was discarded, nor a revision of space alone", () => {
    start("un deux");
    desk.open(block(0));
    type("un deux trois");
    press("discard");
    desk.open(block(0));
    type(" un  deux ");
    expect(desk.isChanged).toBe(false);
    desk.close();
    expect(session.snapshot().canUndo).toBe(false);
  });
});

describe("uncertain words", () => {
  it("are all offered, after a correction too", () => {
    start("nous avons (fin) du (budjet)", "(oui)");
    desk.open(block(0), [0, 0]);
    expect(press("uncertain")).toBe("fin");
    type("nous avons parlé du budjet", 16);
    expect(press("uncertain")).toBe("budjet");
    expect(texts()[0]).toBe("nous avons parlé du budjet");
    expect(press("uncertain")).toBe("oui");
    expect(press("uncertainBefore")).toBe("budjet");
  });

  it("are whole words", () => {
    start("il a vu (le) chat de la table", "(fin)");
    desk.open(block(0), [8, 10]);
    type("il a vu un chat de la table", 10);
    expect(press("uncertain")).toBe("fin");
  });

  it("that are replaced are not offered again, nor words like them", () => {
    start("le chat et (le) chien", "bien");
    desk.open(block(0), [11, 13]);
    type("le chat et un chien", 13);
    expect(press("uncertainBefore")).toBe("");
    expect(desk.readLive()).toMatchObject({ text: "le chat et un chien", selection: [13, 13] });
  });

  it("follow an emptied passage", () => {
    start("(un)", "deux", "(trois)", "(quatre)");
    desk.open(block(1));
    type("");
    expect(press("uncertain")).toBe("trois");
    desk.open(block(1));
    type("");
    expect(press("uncertainBefore")).toBe("un");
  });
});

it("goes on beside an emptied passage", () => {
  start("un", "deux", "trois", "quatre");
  desk.open(block(2));
  type("");
  press("next");
  expect(texts()).toEqual(["un", "deux", "quatre"]);
  expect(desk.readLive().text).toBe("quatre");
  type("");
  press("previous");
  expect(desk.readLive().text).toBe("deux");
});

describe("the words for somebody else", () => {
  it("are those selected, not the space around them", () => {
    start("un deux trois quatre");
    desk.open(block(0));
    type("un deux trois quatre", 2, 14);
    press("assign");
    expect(assign).toHaveBeenCalledWith(expect.anything(), 0, 1, 2);
    expect(trimSelection("a b ", [1, 2])).toEqual([1, 1]);
  });

  it("are all of them without a selection", () => {
    start("un deux trois quatre");
    desk.open(block(0));
    press("assign");
    expect(assign).toHaveBeenCalledWith(expect.anything(), 0, 0, 3);
  });

  it("are counted in the text as it is saved", () => {
    start("un deux trois quatre");
    desk.open(block(0));
    type("  un  deux et  demi trois quatre", 10, 18);
    press("assign");
    expect(texts()[0]).toBe("un deux et demi trois quatre");
    expect(assign).toHaveBeenCalledWith(expect.anything(), 0, 2, 3);
    expect(characterWhenSaved("  un  deux ", 99)).toBe(7);
  });
});

it("undo in the field takes back the last edit, and shows what is there then", () => {
  start("un deux", "trois quatre");
  desk.open(block(0), [3, 3]);
  press("split");
  expect(texts()).toEqual(["un", "deux", "trois quatre"]);
  expect(desk.readLive().text).toBe("deux");
  press("undo");
  expect(texts()).toEqual(["un deux", "trois quatre"]);
  expect(desk.readLive()).toMatchObject({ text: "un deux", selection: [3, 3] });
  press("redo");
  expect(texts()).toEqual(["un", "deux", "trois quatre"]);
});
