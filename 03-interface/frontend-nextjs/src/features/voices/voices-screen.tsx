"use client";

import { MicVocal, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EnrolDialog } from "@/features/voices/enrol-dialog";
import { useIdentificationPolicy } from "@/features/voices/identification/identify-field";
import { VoiceList } from "@/features/voices/voice-list";
import { useVoices } from "@/features/voices/voices";
import { ProblemNotice } from "@/components/problem-notice";

export function VoicesScreen() {
  const t = useTranslations("voices");
  const voices = useVoices();
  const [isEnrolling, setEnrolling] = useState(false);
  const identification = useTranslations("identification");
  const isNever = useIdentificationPolicy() === "never";
  const enrolButton = (
    <Button variant="primary" onClick={() => setEnrolling(true)}>
      <Plus />
      {t("enrol")}
    </Button>
  );
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <div className="grid max-w-lg min-w-0 gap-1.5">
          <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
          <p className="text-[15px] text-pretty text-muted-foreground">{t("lead")}</p>
        </div>
        {voices.data?.length && !isNever ? enrolButton : null}
      </div>
      {isNever ? (
        <p role="note" className="mb-4 rounded-xl bg-muted px-4 py-3 text-sm">
          {identification("neverText")}
        </p>
      ) : null}
      {voices.isPending ? <VoicesSkeleton /> : null}
      {voices.isError && !voices.data ? (
        <ProblemNotice error={voices.error} onRetry={() => void voices.refetch()} />
      ) : null}
      {voices.data?.length === 0 && isNever ? (
        <p className="text-sm text-muted-foreground">{t("noneNever")}</p>
      ) : null}
      {voices.data?.length === 0 && !isNever ? (
        <EmptyState icon={<MicVocal />} title={t("none")} action={enrolButton}>
          {t("noneText")}
        </EmptyState>
      ) : null}
      {voices.data?.length ? <VoiceList voices={voices.data} /> : null}
      <EnrolDialog open={isEnrolling} onOpenChange={setEnrolling} />
    </div>
  );
}

function VoicesSkeleton() {
  return (
    <div className="grid gap-3" aria-busy>
      <Skeleton className="h-16 w-full rounded-2xl" />
      <Skeleton className="h-16 w-full rounded-2xl" />
    </div>
  );
}
