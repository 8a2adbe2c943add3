"use client";

import { FileAudio, FileX, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, type SubmitEventHandler } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { RecordedNote } from "@/features/recording/notes";
import { LanguageField } from "@/features/upload/options/language-field";
import { NO_OPTIONS } from "@/features/upload/options/options";
import { SpeakersField } from "@/features/upload/options/speakers-field";
import type { NewUpload } from "@/features/upload/transfer/upload-queue";
import { IdentifyField } from "@/features/voices/identification/identify-field";
import { formatSize } from "@/lib/format/size";
import { MAX_HOTWORDS_LENGTH, MAX_TITLE_LENGTH } from "@/lib/limits";
import { keepHotwords, keptHotwords } from "@/features/upload/options/kept-hotwords";
import { lengthOf, TitleNote } from "@/components/title-note";

/** A recording that was chosen or made here, before its options are known. */
export type Chosen = Omit<NewUpload, "options"> & {
  title?: string;
  /** A call that was recorded here, each side on a channel of its own. */
  hasChannels?: boolean;
  /** Who is on the first of them. */
  firstChannel?: string;
  /** What was typed while it was recorded. */
  notes?: readonly RecordedNote[];
  /** When it was begun. */
  heldAt?: Date | null;
  /** It is surely no recording: it is shown, and not sent. */
  isRefused?: boolean;
};

type UploadDialogProps = {
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
  onSubmit: (uploads: NewUpload[]) => void;
};

export function UploadDialog({ chosen, onChange, onSubmit }: UploadDialogProps) {
  const t = useTranslations("upload");
  const accepted = chosen.filter(({ isRefused }) => !isRefused).length;
  return (
    <Dialog
      open={chosen.length > 0}
      onOpenChange={(open) => !open && onChange([])}
      title={t("title", { count: accepted || chosen.length })}
      description={t("lead")}
      isFocusedAsWhole
    >
      <OptionsForm chosen={chosen} onChange={onChange} onSubmit={onSubmit} />
    </Dialog>
  );
}

function OptionsForm({ chosen, onChange, onSubmit }: UploadDialogProps) {
  const t = useTranslations("upload");
  const titles = useTranslations("meetings");
  const [title, setTitle] = useState(chosen.length === 1 ? (chosen[0]?.title ?? "") : "");
  const [language, setLanguage] = useState("");
  const [range, setRange] = useState<{ min: number | null; max: number | null }>({
    min: null,
    max: null,
  });
  const [hotwords, setHotwords] = useState(keptHotwords);
  const [identify, setIdentify] = useState<boolean | null>(null);
  const isAlone = chosen.length === 1;
  const isTooLong = isAlone && lengthOf(title) > MAX_TITLE_LENGTH;
  const sent = chosen.filter(({ isRefused }) => !isRefused);
  const handleSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    if (isTooLong || sent.length === 0) return;
    keepHotwords(hotwords);
    const options = {
      ...NO_OPTIONS,
      language,
      hotwords,
      minSpeakers: range.min,
      maxSpeakers: range.max,
      identify,
    };
    onSubmit(
      sent.map(
        ({
          title: own = "",
          hasChannels = false,
          firstChannel = "",
          notes = [],
          heldAt = null,
          ...recording
        }) => ({
          ...recording,
          options: { ...options, hasChannels, firstChannel, notes, heldAt, title: isAlone ? title : own },
        }),
      ),
    );
    onChange([]);
  };
  return (
    <form onSubmit={handleSubmit} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <FileList chosen={chosen} isTitled={isAlone && title.trim() !== ""} onChange={onChange} />
      {isAlone ? (
        <Field
          label={t("meetingTitle")}
          hint={<TitleNote title={title} usual={t("titleHint")} />}
          error={
            isTooLong ? titles("titleTooLong", { max: MAX_TITLE_LENGTH, count: lengthOf(title) }) : undefined
          }
        >
          {(control) => (
            <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <LanguageField value={language} onChange={setLanguage} />
        <SpeakersField value={range} onChange={setRange} />
      </div>
      <Field label={t("hotwords")} hint={t("hotwordsHint")}>
        {(control) => (
          <Input
            {...control}
            value={hotwords}
            maxLength={MAX_HOTWORDS_LENGTH}
            placeholder={t("hotwordsExample")}
            onChange={(event) => setHotwords(event.target.value)}
          />
        )}
      </Field>
      <IdentifyField value={identify} onChange={setIdentify} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={() => onChange([])}>
          {t("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={sent.length === 0}>
          {t("submit", { count: sent.length || 1 })}
        </Button>
      </div>
    </form>
  );
}

type FileListProps = Pick<UploadDialogProps, "chosen" | "onChange"> & {
  /** A title was written, which stands in place of the name of the file. */
  isTitled: boolean;
};

/** Return whether the title that the gateway makes of a file's name is only its beginning. */
const isLongName = (name: string): boolean => lengthOf(name.replace(/\.[^.]*$/, "")) > MAX_TITLE_LENGTH;

function FileList({ chosen, isTitled, onChange }: FileListProps) {
  const t = useTranslations("upload");
  const locale = useLocale();
  return (
    <ul
      className="grid max-h-60 grid-cols-[minmax(0,1fr)] gap-1 overflow-y-auto rounded-xl bg-muted p-1.5"
      tabIndex={0}
      aria-label={t("files")}
    >
      {chosen.map((one, index) => (
        <li
          key={`${index}-${one.file.name}`}
          className="flex flex-wrap items-center gap-x-2.5 rounded-lg px-2 py-1 text-sm"
        >
          {one.isRefused ? (
            <FileX className="size-4 shrink-0 text-danger" />
          ) : (
            <FileAudio className="size-4 shrink-0 text-muted-foreground" />
          )}
          <span className="min-w-0 flex-1 truncate font-medium">{one.file.name}</span>
          <span className="ml-auto shrink-0 text-[13px] text-muted-foreground tabular-nums">
            {formatSize(one.file.size, locale)}
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            className="size-7"
            aria-label={t("leaveOut", { name: one.file.name })}
            onClick={() => onChange(chosen.filter((_, other) => other !== index))}
          >
            <X />
          </Button>
          {!one.isRefused && !one.title && !isTitled && isLongName(one.file.name) ? (
            <p className="w-full pl-6.5 text-[13px] text-muted-foreground">
              {t("longName", { max: MAX_TITLE_LENGTH })}
            </p>
          ) : null}
          {one.isRefused ? (
            <p role="alert" className="w-full pl-6.5 text-[13px] text-danger">
              {one.file.size === 0 ? t("emptyFile") : t("noRecording")}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
