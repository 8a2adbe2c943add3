import { blockText, type Block } from "@/entities/transcript/model";
import { findOpened, noteOpened, oneLine, type Found, type Opened } from "@/features/editing/draft/opened";
import { currentModel, findBlock } from "@/features/editing/draft/passages";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { Store } from "@/lib/store/store";

export type Selection = readonly [number, number];

/** The passage that is being corrected, as it was when it was opened. */
export type Draft = {
  /** Counts the passages that were opened: each has a field of its own. */
  opening: number;
  segments: Opened;
  text: string;
  /** Second at which it begins. */
  start: number;
};

/** The field as it is now; it survives the field, which is made anew when its passage moves in the list. */
export type Live = { text: string; selection: Selection; isTouched: boolean };

const NOTHING: Found = { segments: [], isSame: true };

/**
 * The passage in hand. It is saved on every way out but `discard`, against what it was when it was opened: what
 * somebody else has made of it since is never overwritten unasked.
 */
export class OpenDraft extends Store<Draft | null> {
  private openings = 0;
  private live: Live = { text: "", selection: [0, 0], isTouched: false };

  constructor(private readonly session: EditingSession) {
    super(null);
  }

  readonly readLive = (): Live => this.live;

  get isChanged(): boolean {
    return this.state !== null && oneLine(this.live.text) !== this.state.text;
  }

  /** Open a passage with this selection, else with the caret at its end, after saving the one before. */
  open(wanted: Block | undefined, selection?: Selection): void {
    this.close();
    const model = currentModel(this.session);
    const block = wanted && findBlock(model, wanted.segments);
    if (!block) return;
    const text = blockText(model, block.first, block.last);
    const segments = noteOpened(block.segments, this.session.snapshot().transcript.segments);
    const [from, to] = selection ?? [text.length, text.length];
    this.live = {
      text,
      selection: [Math.min(from, text.length), Math.min(to, text.length)],
      isTouched: false,
    };
    this.openings += 1;
    this.setState({ opening: this.openings, segments, text, start: block.start });
  }

  /** Note what the field says and where its caret is. */
  write(opening: number, text: string, selection: Selection): void {
    if (this.state?.opening !== opening) return;
    this.live = { text, selection, isTouched: this.live.isTouched || text !== this.live.text };
  }

  /** Save what was typed, and close; return where the passage is, and whether nobody else has changed it. */
  close(): Found {
    const { text } = this.live;
    const isChanged = this.isChanged;
    const found = this.take();
    if (isChanged)
      this.session.perform({ kind: "edit", segments: found.segments, text }, { isContested: !found.isSame });
    return found;
  }

  /** Close the field of this opening, unless another has been opened since. */
  leave(opening: number): void {
    if (this.state?.opening === opening) this.close();
  }

  /** Close without saving. */
  discard(): void {
    this.take();
  }

  /** Save the text as two passages, and close. */
  split(at: number): Found {
    const { text } = this.live;
    const found = this.take();
    this.session.perform(
      {
        kind: "edit",
        segments: found.segments,
        text: `${text.slice(0, at)}\n${text.slice(at)}`,
        passages: true,
      },
      { isContested: !found.isSame },
    );
    return found;
  }

  private take(): Found {
    const draft = this.state;
    if (!draft) return NOTHING;
    this.setState(null);
    return findOpened(draft.segments, this.session.snapshot().transcript.segments);
  }
}
