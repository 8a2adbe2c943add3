import type { RevisedTranscript } from "@/entities/transcript/transcript-query";
import {
  difference,
  isPossible,
  isUnaffected,
  keepExistingSegments,
  patch,
} from "@/features/editing/operations/operations";
import { isOutage, isRefusal } from "@/features/editing/session/faults";
import { hasSamePassages } from "@/features/editing/session/in-hand";
import {
  applyStep,
  createStep,
  toKept,
  toWireOperation,
  type KeptStep,
  type Step,
} from "@/features/editing/session/step";
import type { Edit, Operation, Saved, Transcript } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { Store } from "@/lib/store/store";

/** `refused`: the meeting cannot be edited any more; what is unsaved stays on the page. */
export type SaveStatus = "saved" | "saving" | "failed" | "conflict" | "refused";

export type EditingState = {
  transcript: Transcript;
  revision: number;
  status: SaveStatus;
  /** The edit that conflicts with somebody else's. */
  conflict: { operation: Operation; isPossible: boolean } | null;
  /** Why nothing can be saved, while the status is `refused`. */
  refusal: unknown;
  canUndo: boolean;
  canRedo: boolean;
};

/**
 * `rebased`: what was saved elsewhere after the revision `since` has been put below what is unsaved. `refused` is
 * a status that begins; `dropped` is an edit that cannot be saved, and is forgotten.
 */
export type Notice =
  | { kind: "rebased"; since: number }
  | { kind: "refused" }
  | { kind: "dropped"; error: unknown; operation: Operation | null };

export type EditingPorts = {
  send: (edit: Edit) => Promise<Saved>;
  load: () => Promise<RevisedTranscript>;
  /** Keep unsaved steps, so that they survive a reload of the page. */
  keep: (steps: readonly KeptStep[]) => void;
};

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/**
 * The transcript while it is edited. An edit is shown at once and saved in the background: one at a time, retried until
 * the gateway has it. Undo saves another revision that reverts the edit's own.
 */
export class EditingSession extends Store<EditingState> {
  private confirmed: RevisedTranscript;
  private readonly queue: Step[] = [];
  private undoable: Step[] = [];
  private redoable: Step[] = [];
  private status: SaveStatus = "saved";
  private refusal: unknown = null;
  private isSending = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private onSaved: (edited: RevisedTranscript) => void = () => undefined;
  private onNotice: (notice: Notice) => void = () => undefined;

  constructor(
    start: RevisedTranscript,
    private readonly ports: EditingPorts,
  ) {
    super({ ...start, status: "saved", conflict: null, refusal: null, canUndo: false, canRedo: false });
    this.confirmed = start;
  }

  /** Set the callbacks for saved transcripts and for notices. */
  listen(onSaved: (edited: RevisedTranscript) => void, onNotice: (notice: Notice) => void): void {
    this.onSaved = onSaved;
    this.onNotice = onNotice;
  }

  /** Continue with the steps that had not been saved when the page was reloaded. */
  resume(kept: readonly KeptStep[]): void {
    if (this.queue.length > 0) return;
    for (const { editId, operation, isContested, target } of kept) {
      const known = this.queue.find((step) => step.editId === target?.editId);
      const lost = target && { ...createStep(null, null), ...target };
      this.queue.push({ ...createStep(operation, known ?? lost), editId, isContested });
    }
    if (this.queue.length > 0) this.update();
    void this.flush();
  }

  /** Show and save an edit; one that is contested is shown and saved only once the user has chosen. */
  perform(operation: Operation, { isContested = false } = {}): void {
    const step = { ...createStep(operation, null), isContested };
    this.undoable.push(step);
    this.redoable = [];
    this.enqueue(step);
  }

  undo(): void {
    this.revert(this.undoable.pop(), this.redoable);
  }

  redo(): void {
    this.revert(this.redoable.pop(), this.undoable);
  }

  /** Resolve the conflict by saving our edit over somebody else's. */
  keepOurs(): void {
    const [step] = this.queue;
    if (this.status !== "conflict" || !step) return;
    step.isContested = false;
    step.operation = step.operation && keepExistingSegments(step.operation, this.confirmed.transcript);
    this.resolve();
  }

  /** Resolve the conflict by dropping our edit. */
  keepTheirs(): void {
    const [step] = this.queue;
    if (this.status !== "conflict" || !step) return;
    this.drop(step);
    this.resolve();
  }

  /** Forget all that is unsaved, and show what is saved. */
  discard(): void {
    for (const step of [...this.queue]) this.drop(step);
    this.resolve();
    void this.refresh();
  }

  /** Save what failed now, without waiting for the next attempt. */
  retry(): void {
    clearTimeout(this.timer);
    void this.flush();
  }

  /**
   * Show what was saved elsewhere, unless something is unsaved here: then the next save finds it. Nor does it change
   * under the hands of somebody who writes in one of the segments `inHand`, nor do their passages gain or lose others:
   * saving that finds the conflict.
   */
  async refresh(inHand: () => readonly number[] = () => []): Promise<void> {
    const theirs = await this.ports.load().catch(() => null);
    if (!theirs || this.isUnsaved || theirs.revision <= this.confirmed.revision) return;
    if (!hasSamePassages(inHand(), this.confirmed.transcript, theirs.transcript)) return;
    this.confirmed = theirs;
    this.update();
    this.onSaved(theirs);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  get isUnsaved(): boolean {
    return this.queue.length > 0;
  }

  /** Add a step that reverts `target`; it can be reverted itself. */
  private revert(target: Step | undefined, done: Step[]): void {
    if (!target) return;
    const step = createStep(null, target);
    done.push(step);
    this.enqueue(step);
  }

  private enqueue(step: Step): void {
    this.queue.push(step);
    if (this.status === "saved") this.status = "saving";
    this.update();
    void this.flush();
  }

  private resolve(): void {
    this.status = this.queue.length > 0 ? "saving" : "saved";
    this.update();
    void this.flush();
  }

  private async flush(): Promise<void> {
    if (this.isSending || this.status === "conflict") return;
    this.isSending = true;
    try {
      for (let step = this.queue[0]; step; step = this.queue[0]) {
        if (!(await this.save(step))) return;
      }
      this.status = "saved";
      this.update();
    } finally {
      this.isSending = false;
    }
  }

  /** Save one step; return whether to continue with the next. */
  private async save(step: Step): Promise<boolean> {
    if (step.isContested) {
      this.status = "conflict";
      this.update();
      return false;
    }
    const operation = toWireOperation(step);
    if (!operation) {
      this.drop(step);
      return true;
    }
    try {
      const base = this.confirmed.revision;
      const saved = await this.ports.send({ base, edit_id: step.editId, operation });
      this.accept(step, saved);
      return true;
    } catch (error) {
      if (isOutage(error)) return this.wait();
      const code = error instanceof ProblemError ? error.code : null;
      if (code === "revision_conflict") return this.rebase();
      if (isRefusal(error)) return this.stop(error);
      this.drop(step);
      this.update();
      this.onNotice({ kind: "dropped", error, operation: step.operation });
      return true;
    }
  }

  private accept(step: Step, { revision, changes }: Saved): void {
    const before = this.confirmed;
    this.queue.shift();
    this.failures = 0;
    if (revision.number > before.revision) {
      const transcript = patch(before.transcript, changes);
      step.revision = revision.number;
      step.inverse = difference(transcript, before.transcript);
      this.confirmed = { transcript, revision: revision.number };
    } else {
      // It changed nothing, or the gateway had it before the page was reloaded.
      this.forget(step);
    }
    this.status = "saving";
    this.update();
    this.onSaved(this.confirmed);
  }

  private wait(): false {
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.status = "failed";
    this.timer = setTimeout(() => void this.flush(), delay);
    this.update();
    return false;
  }

  /** Keep what cannot be saved; later edits are tried, and kept likewise. */
  private stop(error: unknown): false {
    const isNews = this.status !== "refused";
    this.status = "refused";
    this.refusal = error;
    this.update();
    if (isNews) this.onNotice({ kind: "refused" });
    return false;
  }

  /** Load what was saved elsewhere meanwhile, and put unsaved steps on top unless they conflict with it. */
  private async rebase(): Promise<boolean> {
    let theirs: RevisedTranscript;
    try {
      theirs = await this.ports.load();
    } catch {
      return this.wait();
    }
    for (const step of this.queue) {
      const { operation } = step;
      step.isContested ||=
        operation !== null && !isUnaffected(operation, this.confirmed.transcript, theirs.transcript);
    }
    const since = this.confirmed.revision;
    this.confirmed = theirs;
    this.update();
    this.onSaved(theirs);
    if (!this.queue.some(({ isContested }) => isContested)) this.onNotice({ kind: "rebased", since });
    return true;
  }

  /** Remove an edit that will not be saved, and the steps that revert it. */
  private drop(step: Step): void {
    const at = this.queue.indexOf(step);
    if (at >= 0) this.queue.splice(at, 1);
    this.forget(step);
    for (const later of this.queue.filter(({ target }) => target === step)) this.drop(later);
  }

  private forget(step: Step): void {
    this.undoable = this.undoable.filter((other) => other !== step);
    this.redoable = this.redoable.filter((other) => other !== step);
  }

  private update(): void {
    let shown = this.confirmed.transcript;
    for (const step of this.queue.filter(({ isContested }) => !isContested)) {
      const after = applyStep(shown, step);
      step.inverse = difference(after, shown);
      shown = after;
    }
    this.ports.keep(this.queue.map(toKept));
    this.setState(this.toState(shown));
  }

  private toState(transcript: Transcript): EditingState {
    const operation = this.status === "conflict" ? (this.queue[0]?.operation ?? null) : null;
    return {
      transcript,
      revision: this.confirmed.revision,
      status: this.status,
      conflict: operation && {
        operation,
        isPossible: isPossible(operation, this.confirmed.transcript),
      },
      refusal: this.status === "refused" ? this.refusal : null,
      canUndo: this.undoable.length > 0,
      canRedo: this.redoable.length > 0,
    };
  }
}
