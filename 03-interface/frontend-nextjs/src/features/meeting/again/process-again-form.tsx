"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { useRetryMeeting } from "@/entities/meeting/meetings";
import { LanguageField } from "@/features/upload/options/language-field";
import { SpeakersField } from "@/features/upload/options/speakers-field";
import { useUploadDialog } from "@/features/upload/upload-provider";
import { IdentifyField, useIdentificationPolicy } from "@/features/voices/identification/identify-field";
import type { Meeting, OptionsChange } from "@/lib/api/client";
import { MAX_HOTWORDS_LENGTH } from "@/lib/limits";

type Channels = NonNullable<OptionsChange["channels"]>;

/** The options of the next attempt, beginning with those of the last. */
export function ProcessAgainForm({ meeting, onDone }: { meeting: Meeting; onDone: () => void }) {
  const t = useTranslations("again");
  const upload = useTranslations("upload");
  const retry = useRetryMeeting(useUploadDialog().follow);
  const { options } = meeting;
  const [language, setLanguage] = useState(options.language ?? "");
  const [range, setRange] = useState({
    min: options.speakers?.exact ?? options.speakers?.minimum ?? null,
    max: options.speakers?.exact ?? options.speakers?.maximum ?? null,
  });
  const [hotwords, setHotwords] = useState(options.hotwords ?? "");
  const [channels, setChannels] = useState<Channels>(options.channels ?? "mix");
  const [identify, setIdentify] = useState(options.identify ?? null);
  const isNever = useIdentificationPolicy() === "never";
  const isExact = range.min !== null && range.min === range.max;
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wanted: OptionsChange = {
      language: language || null,
      speakers: isExact ? range.min : null,
      min_speakers: isExact ? null : range.min,
      max_speakers: isExact ? null : range.max,
      hotwords: hotwords.trim() || null,
      channels,
      identify: isNever ? false : identify,
    };
    retry.mutate({ id: meeting.id, options: wanted }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={handleSubmit} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <LanguageField value={language} onChange={setLanguage} />
        <SpeakersField value={range} onChange={setRange} />
      </div>
      <Field label={upload("hotwords")} hint={upload("hotwordsHint")}>
        {(control) => (
          <Input
            {...control}
            value={hotwords}
            maxLength={MAX_HOTWORDS_LENGTH}
            onChange={(event) => setHotwords(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("channels")} hint={t("channelsHint")}>
        {(control) => (
          <Select
            id={control.id}
            aria-describedby={control["aria-describedby"]}
            value={channels}
            onChange={(event) => setChannels(event.target.value as Channels)}
          >
            <option value="mix">{t("channelsMix")}</option>
            <option value="separate">{t("channelsSeparate")}</option>
          </Select>
        )}
      </Field>
      <IdentifyField value={identify} onChange={setIdentify} />
      <ErrorText error={retry.error} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onDone}>
          {upload("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={retry.isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
