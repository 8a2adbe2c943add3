import { cutBefore, editSegments } from "@/features/editing/operations/cutting";
import type { Changes, Operation, Segment, Speaker, Transcript } from "@/lib/api/client";

/** Operations whose outcome can be shown before the gateway has answered. */
export type Simple = Extract<Operation, { kind: "rename" | "merge" | "reassign" | "edit" | "join" }>;

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
      return reassign(...cutOut(transcript, operation), operation.speaker);
    case "edit":
      return edit(transcript, operation);
    case "join":
      return join(transcript, operation.segments);
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

function edit(transcript: Transcript, operation: Extract<Operation, { kind: "edit" }>): Transcript {
  const wanted = new Set(operation.segments);
  const chosen = transcript.segments.filter(({ id }) => wanted.has(id));
  const made = editSegments(chosen, operation, nextSegmentId(transcript));
  const written = new Map<number, Segment[]>(chosen.map(({ id }) => [id, []]));
  let own: Segment[] = [];
  for (const segment of made) {
    own = written.get(segment.id) ?? own;
    own.push(segment);
  }
  handOnBeginnings(chosen, written);
  return {
    ...transcript,
    segments: transcript.segments.flatMap((segment) => written.get(segment.id) ?? [segment]),
  };
}

/** Let the next segment that is left begin the passage that a removed one began, or go on with it likewise. */
function handOnBeginnings(chosen: readonly Segment[], written: ReadonlyMap<number, Segment[]>) {
  let removed: Segment[] = [];
  for (const segment of chosen) {
    const left = written.get(segment.id);
    const [next] = left ?? [];
    if (!left || !next) {
      removed.push(segment);
      continue;
    }
    const begins = removed.some(({ begins_passage }) => begins_passage) || removed[0]?.begins_passage;
    if (begins || (begins === false && typeof next.begins_passage !== "boolean"))
      left[0] = { ...next, begins_passage: begins };
    removed = [];
  }
}

/** Give segments to the speaker before them, as one passage. */
function join(transcript: Transcript, ids: readonly number[]): Transcript {
  const at = transcript.segments.findIndex(({ id }) => id === ids[0]);
  const before = transcript.segments[at - 1];
  if (!before) return transcript;
  const given = reassign(transcript, new Set(ids), before.speaker);
  return {
    ...given,
    segments: given.segments.map((segment, place) =>
      place === at ? { ...segment, begins_passage: false } : segment,
    ),
  };
}

/** Return the transcript with its segments cut around the words that go to somebody else, and the ids of their parts. */
function cutOut(
  transcript: Transcript,
  { segments: ids, first_word, last_word }: Extract<Operation, { kind: "reassign" }>,
): [Transcript, ReadonlySet<number>] {
  const [first] = ids;
  const last = ids.at(-1);
  if (first === undefined || last === undefined) return [transcript, new Set()];
  const isToEnd = last_word === null || last_word === undefined;
  const [cut] = isToEnd ? [transcript] : cutSegment(transcript, last, last_word + 1);
  const [both, begin] = cutSegment(cut, first, first_word ?? 0);
  return [both, new Set([begin, ...ids.slice(1)])];
}

function cutSegment(transcript: Transcript, wanted: number, word: number): [Transcript, number] {
  const segment = transcript.segments.find(({ id }) => id === wanted);
  const parts = segment ? cutBefore(segment, word, nextSegmentId(transcript)) : [];
  const second = parts[1];
  if (!second) return [transcript, wanted];
  const segments = transcript.segments.flatMap((each) => (each === segment ? parts : [each]));
  return [{ ...transcript, segments }, second.id];
}

function nextSegmentId({ segments }: Transcript): number {
  return segments.reduce((max, { id }) => Math.max(max, id), -1) + 1;
}

export function patch(
  transcript: Transcript,
  { speakers, segments, previous, removed }: Changes,
): Transcript {
  if (segments.length === 0 && removed.length === 0) return { ...transcript, speakers };
  const known = new Map(transcript.segments.map((segment) => [segment.id, segment]));
  const changed = new Map(segments.map((segment) => [segment.id, segment]));
  const gone = new Set(removed);
  const placed = new Set<number>();
  const followers = new Map<number | null, Segment>();
  segments.forEach((segment, at) => {
    const before = known.get(segment.id);
    if (before && isSamePlace(before, segment)) return;
    placed.add(segment.id);
    followers.set(previous[at] ?? null, segment);
  });
  const all: Segment[] = [];
  const follow = (id: number | null) => {
    for (let next = followers.get(id); next; next = followers.get(next.id)) all.push(next);
  };
  follow(null);
  for (const segment of transcript.segments) {
    if (placed.has(segment.id)) continue;
    if (!gone.has(segment.id)) all.push(changed.get(segment.id) ?? segment);
    follow(segment.id);
  }
  return { ...transcript, speakers, segments: all };
}

/**
 * Return whether two segments with one id stand at one place: an id means another segment once its own was cut off and
 * taken back, or the meeting was processed again.
 */
function isSamePlace(one: Segment, two: Segment): boolean {
  const overlap = one.start === two.start || (one.start < two.end && two.start < one.end);
  return (one.part_of ?? null) === (two.part_of ?? null) && overlap;
}

/** Return the changes from one state to the other; unchanged segments must be the same objects in both. */
export function difference(before: Transcript, after: Transcript): Changes {
  const known = new Map(before.segments.map((segment) => [segment.id, segment]));
  const left = new Set(after.segments.map(({ id }) => id));
  const changed = after.segments.flatMap((segment, at) =>
    known.get(segment.id) === segment ? [] : [{ segment, previous: after.segments[at - 1]?.id ?? null }],
  );
  return {
    speakers: after.speakers,
    segments: changed.map(({ segment }) => segment),
    previous: changed.map(({ previous }) => previous),
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
    case "join":
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
  if (operation.kind !== "edit" && operation.kind !== "reassign" && operation.kind !== "join")
    return operation;
  const ids = new Set(segments.map(({ id }) => id));
  const left = operation.segments.filter((id) => ids.has(id));
  if (operation.kind !== "reassign") return { ...operation, segments: left };
  const { first_word, last_word } = operation;
  return {
    ...operation,
    segments: left,
    first_word: left[0] === operation.segments[0] ? first_word : 0,
    last_word: left.at(-1) === operation.segments.at(-1) ? last_word : null,
  };
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
    case "edit":
    case "join": {
      const ids = new Set(segments.map(({ id }) => id));
      return operation.segments.some((id) => ids.has(id));
    }
    default:
      return true;
  }
}
