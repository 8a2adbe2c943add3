import type { UploadSummary } from "@/lib/api/client";

export type RecordingOptions = {
  title: string;
  language: string;
  /** Both the same for an exact number; null for what nobody knows. */
  minSpeakers: number | null;
  maxSpeakers: number | null;
  hotwords: string;
};

export const NO_OPTIONS: RecordingOptions = {
  title: "",
  language: "",
  minSpeakers: null,
  maxSpeakers: null,
  hotwords: "",
};

type Fields = {
  title?: string;
  language?: string;
  speakers?: number;
  min_speakers?: number;
  max_speakers?: number;
  hotwords?: string;
};

/** What is said, under the gateway's names; what nobody filled in is left out. */
export function toFields(options: RecordingOptions): Fields {
  const fields: Fields = {};
  const [title, hotwords] = [options.title.trim(), options.hotwords.trim()];
  if (title) fields.title = title;
  if (options.language) fields.language = options.language;
  if (hotwords) fields.hotwords = hotwords;
  const { minSpeakers, maxSpeakers } = options;
  if (minSpeakers !== null && minSpeakers === maxSpeakers) fields.speakers = minSpeakers;
  else {
    if (minSpeakers !== null) fields.min_speakers = minSpeakers;
    if (maxSpeakers !== null) fields.max_speakers = maxSpeakers;
  }
  return fields;
}

/** What was said when the upload began, for the case that it has to begin anew. */
export function fromUpload({ title, options }: UploadSummary): RecordingOptions {
  const { exact, minimum, maximum } = options.speakers;
  return {
    title,
    language: options.language ?? "",
    minSpeakers: exact ?? minimum ?? null,
    maxSpeakers: exact ?? maximum ?? null,
    hotwords: options.hotwords ?? "",
  };
}
