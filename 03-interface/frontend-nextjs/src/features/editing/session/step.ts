import { isPossible, isSimple, patch, perform, type Simple } from "@/features/editing/operations/operations";
import type { Changes, Operation, Transcript } from "@/lib/api/client";

/** One edit, or the undoing or redoing of one. */
export type Step = {
  editId: string;
  /** Null when the step reverts `target`. */
  operation: Operation | null;
  target: Step | null;
  /** Number of the saved revision; null before it is saved, or when it changed nothing. */
  revision: number | null;
  /** The changes that revert it, as far as is known here. */
  inverse: Changes | null;
  /** Somebody else changed the same meanwhile: the user has to choose. */
  isContested: boolean;
};

/** A step as it is kept over a reload of the page. */
export type KeptStep = Pick<Step, "editId" | "operation" | "isContested"> & {
  target: { editId: string; revision: number | null } | null;
};

export function createStep(operation: Operation | null, target: Step | null): Step {
  return {
    editId: crypto.randomUUID(),
    operation,
    target,
    revision: null,
    inverse: null,
    isContested: false,
  };
}

export function applyStep(transcript: Transcript, { operation, target }: Step): Transcript {
  if (target) return target.inverse ? patch(transcript, target.inverse) : transcript;
  const isShown = operation && isSimple(operation) && isPossible(operation, transcript);
  return isShown ? perform(transcript, operation satisfies Simple) : transcript;
}

/** Return the operation to send; null when the step to revert was never saved. */
export function toWireOperation({ operation, target }: Step): Operation | null {
  if (operation) return operation;
  return target?.revision ? { kind: "revert", revision: target.revision } : null;
}

export function toKept({ editId, operation, isContested, target }: Step): KeptStep {
  return {
    editId,
    operation,
    isContested,
    target: target && { editId: target.editId, revision: target.revision },
  };
}
