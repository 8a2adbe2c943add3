import type { Match } from "@/entities/transcript/find";
import type { Block, TranscriptModel } from "@/entities/transcript/model";
import type { NotedSpan } from "@/entities/comment/noted-span";
import type { Draft } from "@/features/editing/draft/open-draft";
import type { BlockTools } from "@/features/editing/draft/use-draft";
import type { NoteTools } from "@/features/transcript/selection-bar";

/** What can be done with a paragraph besides correcting it. */
type BlockActions = {
  onSeek: (seconds: number) => void;
  onCopy: (block: Block) => void;
  onLink: (seconds: number) => void;
};

export type BlockViewProps = BlockActions & {
  model: TranscriptModel;
  block: Block;
  name: string;
  color: string;
  duration: number;
  matches: readonly Match[];
  /** Words with a highlight or a comment. */
  noted: readonly NotedSpan[];
  /** Show the comment of this id. */
  onNote: (id: string) => void;
  current: Match | undefined;
  /** The address of the page leads here. */
  isLinked: boolean;
  marksDoubt: boolean;
  /** Null for users who may only read. */
  tools: BlockTools | null;
  /** Null for users who may only read. */
  notes: NoteTools | null;
  /** Set while this paragraph is being edited. */
  draft: Draft | null;
};
