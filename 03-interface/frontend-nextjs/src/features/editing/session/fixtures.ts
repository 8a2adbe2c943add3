import { segment } from "@/entities/transcript/fixtures";
import type { RevisedTranscript } from "@/entities/transcript/transcript-query";
import { difference, patch, perform, type Simple } from "@/features/editing/operations/operations";
import type { Edit, Saved, Transcript } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";

export const START: Transcript = {
  schema_version: 1,
  meeting_id: "m",
  language: "fr",
  language_probability: 1,
  duration: 60,
  models: { diarization: "d", identification: "i", transcription: "t" },
  speakers: [
    { id: "SPEAKER_00", name: null, speech_seconds: 10 },
    { id: "SPEAKER_01", name: null, speech_seconds: 5 },
  ],
  segments: [
    { ...segment("SPEAKER_00", 0, "Bonjour à tous."), id: 0 },
    { ...segment("SPEAKER_01", 5, "Bonjour."), id: 1 },
  ],
  warnings: [],
};

/** Answers as the gateway does, from all revisions that it has. */
export class Gateway {
  readonly revisions: Transcript[];
  readonly sent: Edit[] = [];
  failure: ProblemError | null = null;

  constructor(start = START) {
    this.revisions = [start];
  }

  get head(): RevisedTranscript {
    return { transcript: this.revisions.at(-1) ?? START, revision: this.revisions.length - 1 };
  }

  readonly send = (edit: Edit): Promise<Saved> => {
    this.sent.push(edit);
    if (this.failure) return Promise.reject(this.failure);
    const { transcript, revision } = this.head;
    if (edit.base !== revision) return Promise.reject(new ProblemError("revision_conflict", 409, ""));
    const after = this.apply(transcript, edit);
    const changes = difference(transcript, after);
    const isSame = changes.segments.length === 0 && after === transcript;
    if (!isSame) this.revisions.push(after);
    const saved = {
      number: this.head.revision,
      author: null,
      created_at: "",
      attempt: 1,
      deed: { kind: "edit" },
    };
    return Promise.resolve({ revision: saved as Saved["revision"], changes });
  };

  readonly load = () => Promise.resolve(this.head);

  private apply(transcript: Transcript, { operation }: Edit): Transcript {
    if (operation.kind === "revert") {
      const before = this.revisions[operation.revision - 1] ?? START;
      const after = this.revisions[operation.revision] ?? START;
      return patch(transcript, difference(after, before));
    }
    if (operation.kind === "restore") return this.revisions[operation.revision] ?? START;
    return perform(transcript, operation as Simple);
  }
}
