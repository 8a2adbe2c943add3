import type { UploadSummary } from "@/lib/api/client";

export type RecordingOptions = {
  title: string;
  language: string;
  /** Both the same for an exact number; null for what nobody knows. */
  fewestSpeakers: number | null;
  mostSpeakers: number | null;
  hotwords: string;
};

export const NO_OPTIONS: RecordingOptions = {
  title: "",
  language: "",
  fewestSpeakers: null,
  mostSpeakers: null,
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
  const { fewestSpeakers, mostSpeakers } = options;
  if (fewestSpeakers !== null && fewestSpeakers === mostSpeakers) fields.speakers = fewestSpeakers;
  else {
    if (fewestSpeakers !== null) fields.min_speakers = fewestSpeakers;
    if (mostSpeakers !== null) fields.max_speakers = mostSpeakers;
  }
  return fields;
}

/** What was said when the upload began, for the case that it has to begin anew. */
export function fromUpload({ title, options }: UploadSummary): RecordingOptions {
  const { exact, minimum, maximum } = options.speakers;
  return {
    title,
    language: options.language ?? "",
    fewestSpeakers: exact ?? minimum ?? null,
    mostSpeakers: exact ?? maximum ?? null,
    hotwords: options.hotwords ?? "",
  };
}
