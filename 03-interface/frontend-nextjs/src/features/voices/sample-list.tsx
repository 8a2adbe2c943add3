"use client";

import { LoaderCircle, Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { SampleButton } from "@/features/voices/sample-button";
import { sampleUrl, useAddSamples, useRemoveSample } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** The samples of a voice, to play and, if the voice may be changed, to remove and add. */
export function SampleList({ voice, isChangeable }: { voice: Voice; isChangeable: boolean }) {
  const t = useTranslations("samples");
  const locale = useLocale();
  const problemText = useProblemText();
  const remove = useRemoveSample();
  const isLast = voice.samples.length === 1;
  return (
    <div className="mt-3 mb-2 grid gap-3">
      <ul aria-label={t("list", { name: voice.name })} className="grid gap-1.5">
        {voice.samples.map(({ number, duration }, index) => (
          <li
            key={number}
            className="flex items-center gap-2 rounded-lg bg-muted/60 px-2.5 py-1.5 text-sm sm:gap-3"
          >
            <SampleButton src={sampleUrl(voice.id, number)} number={index + 1} name={voice.name} />
            <span className="min-w-0 flex-1 break-words">{t("number", { number: index + 1 })}</span>
            <span className="text-[13px] text-muted-foreground tabular-nums">
              {formatLength(duration, locale)}
            </span>
            {isChangeable && !isLast ? (
              <Button
                variant="ghost"
                size="icon-sm"
                className="text-muted-foreground"
                aria-label={t("remove", { number: index + 1, name: voice.name })}
                disabled={remove.isPending}
                isOnce
                onClick={() =>
                  remove.mutate(
                    { id: voice.id, number },
                    {
                      onSuccess: () => void toast.success(t("removed")),
                      onError: (error) => void toast.error(problemText(error)),
                    },
                  )
                }
              >
                <Trash2 />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isChangeable ? <AddSamples voice={voice} /> : null}
    </div>
  );
}

function AddSamples({ voice }: { voice: Voice }) {
  const t = useTranslations("samples");
  const problemText = useProblemText();
  const add = useAddSamples();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept="audio/*,video/*"
        multiple
        hidden
        data-testid={`samples-${voice.id}`}
        onChange={(event) => {
          const samples = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          if (samples.length === 0) return;
          add.mutate(
            { id: voice.id, samples },
            {
              onSuccess: () => void toast.success(t("added", { count: samples.length })),
              onError: (error) => void toast.error(problemText(error)),
            },
          );
        }}
      />
      <Button size="sm" disabled={add.isPending} onClick={() => input.current?.click()}>
        {add.isPending ? <LoaderCircle className="animate-spin" /> : <Plus />}
        {t("add")}
      </Button>
    </div>
  );
}
