import type { Changes, Operation, Segment, Speaker, Transcript } from "@/lib/api/client";

/** Operations whose outcome can be shown before the gateway has answered. */
export type Simple = Extract<Operation, { kind: "rename" | "merge" | "reassign" | "edit" }>;

export function isSimple(operation: Operation): operation is Simple {
  return operation.kind !== "revert" && operation.kind !== "restore" && operation.kind !== "adopt";
}

/**
 * Apply an operation to a transcript, closely enough to show it at once. The gateway's answer replaces the result: only
 * the gateway aligns words with times and counts seconds of speech exactly.
 */
export function perform(transcript: Transcript, operation: Simple): Transcript {
  switch (operation.kind) {
    case "rename":
      return {
        ...transcript,
        speakers: transcript.speakers.map((speaker) =>
          speaker.id === operation.speaker
            ? { ...speaker, name: operation.name, voice_id: null, similarity: null }
            : speaker,
        ),
      };
    case "merge":
      return merge(transcript, operation.speaker, operation.into);
    case "reassign":
      return reassign(transcript, new Set(operation.segments), operation.speaker);
    case "edit":
      return {
        ...transcript,
        segments: rewriteSegments(transcript.segments, operation.segments, operation.text),
      };
  }
}

function merge(transcript: Transcript, source: string, target: string): Transcript {
  const own = transcript.segments.filter(({ speaker }) => speaker === source).map(({ id }) => id);
  const given = reassign(transcript, new Set(own), target);
  const gone = transcript.speakers.find(({ id }) => id === source);
  const speakers = given.speakers
    .filter(({ id }) => id !== source)
    .map((speaker) =>
      speaker.id === target && !speaker.name && gone?.name ? { ...speaker, name: gone.name } : speaker,
    );
  return { ...given, speakers };
}

function reassign(transcript: Transcript, chosen: ReadonlySet<number>, to: string): Transcript {
  const seconds = new Map(transcript.speakers.map(({ id, speech_seconds }) => [id, speech_seconds]));
  const add = (id: string, more: number) => seconds.set(id, Math.max(0, (seconds.get(id) ?? 0) + more));
  const segments = transcript.segments.map((segment) => {
    if (!chosen.has(segment.id) || segment.speaker === to) return segment;
    add(segment.speaker, segment.start - segment.end);
    add(to, segment.end - segment.start);
    return { ...segment, speaker: to };
  });
  const heard = new Set(segments.map(({ speaker }) => speaker));
  const known = new Map<string, Speaker>(transcript.speakers.map((speaker) => [speaker.id, speaker]));
  const speakers = [...seconds]
    .filter(([id]) => heard.has(id) || (known.has(id) && !transcript.segments.some((s) => s.speaker === id)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, speech_seconds]) => ({ ...(known.get(id) ?? { id, name: null }), speech_seconds }));
  return { ...transcript, segments, speakers };
}

/** Put the whole text into the first of the chosen segments, its words evenly spread in time, and drop the others. */
function rewriteSegments(segments: readonly Segment[], chosen: readonly number[], text: string): Segment[] {
  const own = new Set(chosen);
  const pieces = text.split(/\s+/).filter(Boolean);
  const first = segments.find(({ id }) => own.has(id));
  const last = segments.findLast(({ id }) => own.has(id));
  return segments.flatMap((segment) => {
    if (!own.has(segment.id)) return [segment];
    if (segment !== first || !last || pieces.length === 0) return [];
    const { speaker, start } = segment;
    const step = (last.end - start) / pieces.length;
    const words = pieces.map((piece, at) => ({
      text: piece,
      start: start + at * step,
      end: start + (at + 1) * step,
      probability: 1,
      speaker,
    }));
    return [{ ...segment, end: last.end, text: pieces.join(" "), words }];
  });
}

export function patch(transcript: Transcript, { speakers, segments, removed }: Changes): Transcript {
  if (segments.length === 0 && removed.length === 0) return { ...transcript, speakers };
  const changed = new Map(segments.map((segment) => [segment.id, segment]));
  const gone = new Set(removed);
  const kept = transcript.segments.flatMap((segment) => {
    if (gone.has(segment.id)) return [];
    const other = changed.get(segment.id);
    changed.delete(segment.id);
    return [other ?? segment];
  });
  const added = [...changed.values()];
  const all = added.length > 0 ? [...kept, ...added].sort((a, b) => a.id - b.id) : kept;
  return { ...transcript, speakers, segments: all };
}

/** Return the changes from one state to the other; unchanged segments must be the same objects in both. */
export function difference(before: Transcript, after: Transcript): Changes {
  const known = new Map(before.segments.map((segment) => [segment.id, segment]));
  const left = new Set(after.segments.map(({ id }) => id));
  return {
    speakers: after.speakers,
    segments: after.segments.filter((segment) => known.get(segment.id) !== segment),
    removed: before.segments.filter(({ id }) => !left.has(id)).map(({ id }) => id),
  };
}

/** Return whether the speakers or segments of an operation are the same in two states of the transcript. */
export function isUnaffected(operation: Operation, made: Transcript, other: Transcript): boolean {
  switch (operation.kind) {
    case "rename":
      return hasSameSpeaker(operation.speaker, made, other);
    case "merge":
      return hasSameSpeaker(operation.speaker, made, other) && hasSameSpeaker(operation.into, made, other);
    case "reassign":
    case "edit":
      return hasSameSegments(operation.segments, made, other);
    case "revert":
      return true;
    case "restore":
    case "adopt":
      return false;
  }
}

function hasSameSpeaker(wanted: string, made: Transcript, other: Transcript): boolean {
  const find = ({ speakers }: Transcript) => speakers.find(({ id }) => id === wanted);
  const one = find(made);
  const two = find(other);
  return one !== undefined && two !== undefined && (one.name ?? null) === (two.name ?? null);
}

/** Return whether these segments say the same, by the same speakers, in two states of the transcript. */
export function hasSameSegments(wanted: readonly number[], made: Transcript, other: Transcript): boolean {
  const ids = new Set(wanted);
  const said = ({ segments }: Transcript) =>
    segments.filter(({ id }) => ids.has(id)).map(({ id, speaker, text }) => `${id} ${speaker} ${text}`);
  return said(made).join("\n") === said(other).join("\n");
}

/** Return the operation on those of its segments that still exist: some may have been joined meanwhile. */
export function keepExistingSegments(operation: Operation, { segments }: Transcript): Operation {
  if (operation.kind !== "edit" && operation.kind !== "reassign") return operation;
  const ids = new Set(segments.map(({ id }) => id));
  return { ...operation, segments: operation.segments.filter((id) => ids.has(id)) };
}

/** Return whether the speakers and segments that an operation needs exist. */
export function isPossible(operation: Operation, { speakers, segments }: Transcript): boolean {
  const hasSpeaker = (wanted: string) => speakers.some(({ id }) => id === wanted);
  switch (operation.kind) {
    case "rename":
      return hasSpeaker(operation.speaker);
    case "merge":
      return hasSpeaker(operation.speaker) && hasSpeaker(operation.into);
    case "reassign":
    case "edit": {
      const ids = new Set(segments.map(({ id }) => id));
      return operation.segments.some((id) => ids.has(id));
    }
    default:
      return true;
  }
}
