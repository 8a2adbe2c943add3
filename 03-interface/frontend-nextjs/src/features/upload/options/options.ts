import type { RecordedNote } from "@/features/recording/notes";
import type { UploadSummary } from "@/lib/api/client";

export type RecordingOptions = {
  title: string;
  language: string;
  /** Both the same for an exact number; null when unknown. */
  minSpeakers: number | null;
  maxSpeakers: number | null;
  hotwords: string;
  /** Whether enrolled people are recognised; null leaves it to the instance. */
  identify: boolean | null;
  /** Each channel is one person, or one side of a call. */
  hasChannels: boolean;
  /** Who is on the first channel; empty where that is not known. */
  firstChannel: string;
  /** What was typed while it was recorded here. */
  notes: readonly RecordedNote[];
  /** When it was begun, for what was recorded here: it may be sent days later. */
  heldAt: Date | null;
};

export const NO_OPTIONS: RecordingOptions = {
  title: "",
  language: "",
  minSpeakers: null,
  maxSpeakers: null,
  hotwords: "",
  identify: null,
  hasChannels: false,
  firstChannel: "",
  notes: [],
  heldAt: null,
};

type Fields = {
  title?: string;
  language?: string;
  speakers?: number;
  min_speakers?: number;
  max_speakers?: number;
  hotwords?: string;
  identify?: boolean;
  channels?: "separate";
  first_channel?: string;
  notes?: RecordedNote[];
  held_at?: string;
};

/** Return the options under the gateway's names, without empty ones. */
export function toFields(options: RecordingOptions): Fields {
  const fields: Fields = {};
  const title = options.title.trim();
  const hotwords = options.hotwords.trim();
  if (title) fields.title = title;
  if (options.language) fields.language = options.language;
  if (hotwords) fields.hotwords = hotwords;
  if (options.identify !== null) fields.identify = options.identify;
  if (options.hasChannels) fields.channels = "separate";
  if (options.hasChannels && options.firstChannel) fields.first_channel = options.firstChannel;
  if (options.notes.length > 0) fields.notes = [...options.notes];
  if (options.heldAt) fields.held_at = options.heldAt.toISOString();
  const { minSpeakers, maxSpeakers } = options;
  if (minSpeakers !== null && minSpeakers === maxSpeakers) fields.speakers = minSpeakers;
  else {
    if (minSpeakers !== null) fields.min_speakers = minSpeakers;
    if (maxSpeakers !== null) fields.max_speakers = maxSpeakers;
  }
  return fields;
}

/** Return the options that an upload was begun with, in case it has to begin again; the notes are with the recording. */
export function fromUpload({ title, options, held_at: heldAt }: UploadSummary): RecordingOptions {
  const { exact, minimum, maximum } = options.speakers;
  return {
    title,
    language: options.language ?? "",
    minSpeakers: exact ?? minimum ?? null,
    maxSpeakers: exact ?? maximum ?? null,
    hotwords: options.hotwords ?? "",
    identify: options.identify ?? null,
    hasChannels: options.channels === "separate",
    firstChannel: options.first_channel ?? "",
    notes: [],
    heldAt: heldAt === null ? null : new Date(heldAt),
  };
}
