"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useChangeInstance, type InstanceSettings } from "@/features/administration/accounts";
import { MAX_DAYS_KEPT } from "@/lib/limits";
import { RETENTION_KEY } from "@/lib/query-client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const NAMES = ["recording_days", "transcript_days", "max_recording_days", "max_transcript_days"] as const;

/** For how many days the instance keeps recordings and transcripts, and how many an owner may choose. */
export function RetentionForm({ settings }: { settings: InstanceSettings }) {
  const t = useTranslations("retention");
  const problemText = useProblemText();
  const change = useChangeInstance();
  const queryClient = useQueryClient();
  return (
    <form
      className="grid gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const wanted = Object.fromEntries(NAMES.map((name) => [name, Number(form.get(name))]));
        change.mutate(wanted, {
          onSuccess: () => {
            toast.success(t("policySaved"));
            void queryClient.invalidateQueries({ queryKey: RETENTION_KEY });
          },
          onError: (error) => void toast.error(problemText(error)),
        });
      }}
    >
      <div className="grid gap-0.5">
        <h2 className="font-medium">{t("policy")}</h2>
        <p className="text-sm text-muted-foreground">{t("policyText")}</p>
      </div>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {NAMES.map((name) => (
          <Field key={name} label={t(`days.${name}`)} hint={t(name.startsWith("max_") ? "zeroMost" : "zero")}>
            {(control) => (
              <Input
                {...control}
                name={name}
                type="number"
                required
                min={0}
                max={MAX_DAYS_KEPT}
                step={1}
                defaultValue={settings[name]}
              />
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" className="justify-self-end" disabled={change.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
