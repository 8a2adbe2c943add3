"use client";

import { FileAudio, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, type SubmitEventHandler } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import type { RecordingOptions } from "@/features/upload/send-recording";
import { formatSize } from "@/lib/size";

const LANGUAGES = ["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ar", "ru", "uk", "tr", "zh", "ja", "ko"];
const MOST_SPEAKERS = 12;
const MOST_TERMS_LENGTH = 1000;

type UploadDialogProps = {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  onSubmit: (recordings: { file: File; options: RecordingOptions }[]) => void;
};

export function UploadDialog({ files, onChange, onSubmit }: UploadDialogProps) {
  const t = useTranslations("upload");
  const handleSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const shared = { language: text("language"), speakers: text("speakers"), hotwords: text("hotwords") };
    onSubmit(files.map((file) => ({ file, options: { ...shared, title: text("title") } })));
    onChange([]);
  };
  return (
    <Dialog
      open={files.length > 0}
      onOpenChange={(open) => !open && onChange([])}
      title={t("title", { count: files.length })}
      description={t("lead")}
    >
      <form onSubmit={handleSubmit} className="grid gap-5">
        <FileList files={files} onChange={onChange} />
        {files.length === 1 ? (
          <Field label={t("meetingTitle")} hint={t("titleHint")}>
            {(control) => <Input {...control} name="title" maxLength={200} />}
          </Field>
        ) : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <LanguageField />
          <Field label={t("speakers")} hint={t("speakersHint")}>
            {(control) => (
              <Select {...control} name="speakers" defaultValue="">
                <option value="">{t("automatic")}</option>
                {Array.from({ length: MOST_SPEAKERS }, (_, index) => (
                  <option key={index} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field label={t("hotwords")} hint={t("hotwordsHint")}>
          {(control) => (
            <Input
              {...control}
              name="hotwords"
              maxLength={MOST_TERMS_LENGTH}
              placeholder={t("hotwordsExample")}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => onChange([])}>
            {t("dismiss")}
          </Button>
          <Button type="submit" variant="primary">
            {t("submit", { count: files.length })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function FileList({ files, onChange }: Pick<UploadDialogProps, "files" | "onChange">) {
  const t = useTranslations("upload");
  const locale = useLocale();
  return (
    <ul
      className="grid max-h-44 gap-1 overflow-y-auto rounded-xl bg-muted p-1.5"
      tabIndex={0}
      aria-label={t("files")}
    >
      {files.map((file, index) => (
        <li key={`${index}-${file.name}`} className="flex items-center gap-2.5 rounded-lg px-2 py-1 text-sm">
          <FileAudio className="size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 truncate font-medium">{file.name}</span>
          <span className="ml-auto shrink-0 text-[13px] text-muted-foreground tabular-nums">
            {formatSize(file.size, locale)}
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            className="size-7"
            aria-label={t("leaveOut", { name: file.name })}
            onClick={() => onChange(files.filter((_, other) => other !== index))}
          >
            <X />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function LanguageField() {
  const t = useTranslations("upload");
  const locale = useLocale();
  const languages = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "language" });
    return LANGUAGES.map((code) => ({ code, name: capitalise(names.of(code) ?? code, locale) }));
  }, [locale]);
  return (
    <Field label={t("language")} hint={t("languageHint")}>
      {(control) => (
        <Select {...control} name="language" defaultValue="">
          <option value="">{t("automatic")}</option>
          {languages.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function capitalise(name: string, locale: string): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
