"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { SectionCard } from "@/components/section-card";
import { Switch } from "@/components/ui/switch";
import { NOTICES_KEY, useNotices } from "@/entities/session/notices";
import { api, unwrap } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Whether a mail comes when a meeting is ready or has failed; nothing where the operator has set no mail server. */
export function NoticesCard() {
  const t = useTranslations("notices");
  const language = useLocale() === "fr" ? "fr" : "en";
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const id = useId();
  const notices = useNotices().data;
  const change = useMutation({
    mutationFn: (mail: boolean) => unwrap(api.PUT("/api/v1/auth/notices", { body: { mail, language } })),
    onSuccess: (changed) => {
      queryClient.setQueryData(NOTICES_KEY, changed);
      toast.success(t(changed.mail ? "on" : "off"));
    },
    onError: (error) => toast.error(problemText(error)),
  });
  if (!notices?.available) return null;
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={id} className="text-sm font-medium">
          {t("mail")}
        </label>
        <Switch
          id={id}
          checked={notices.mail}
          disabled={change.isPending}
          onCheckedChange={(isOn) => change.mutate(isOn)}
        />
      </div>
    </SectionCard>
  );
}
