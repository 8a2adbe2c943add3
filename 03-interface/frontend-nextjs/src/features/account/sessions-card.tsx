"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ProblemNotice } from "@/components/problem-notice";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { readDevice } from "@/features/account/device";
import { useEndSessions, useSessions, type OpenSession } from "@/features/account/sessions";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Where the account is signed in, and the ways to end that. */
export function SessionsCard() {
  const t = useTranslations("sessions");
  const problemText = useProblemText();
  const { data: sessions, error, refetch } = useSessions();
  const end = useEndSessions();
  const endAndSay = (which: string | "others") =>
    end.mutate(which, {
      onSuccess: () => void toast.success(t(which === "others" ? "othersEnded" : "ended")),
      onError: (problem) => void toast.error(problemText(problem)),
    });
  return (
    <SectionCard title={t("title")} text={t("text")}>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {sessions || error ? null : <Skeleton className="h-16 w-full rounded-lg" />}
      <ul aria-label={t("title")} className="divide-y divide-border">
        {sessions?.map((session) => (
          <SessionRow key={session.id} session={session} isBusy={end.isPending} onEnd={endAndSay} />
        ))}
      </ul>
      {sessions?.some((session) => !session.current) ? (
        <div>
          <Button variant="outline" disabled={end.isPending} isOnce onClick={() => endAndSay("others")}>
            {t("endOthers")}
          </Button>
        </div>
      ) : null}
    </SectionCard>
  );
}

function SessionRow({
  session,
  isBusy,
  onEnd,
}: {
  session: OpenSession;
  isBusy: boolean;
  onEnd: (id: string) => void;
}) {
  const t = useTranslations("sessions");
  const format = useFormatter();
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "medium", timeStyle: "short" });
  const { browser, system, program } = readDevice(session.device);
  const device =
    browser && system ? t("device", { browser, system }) : (browser ?? program ?? system ?? t("unknown"));
  return (
    <li className="flex flex-col gap-3 py-3 sm:flex-row sm:items-center">
      <div className="grid min-w-0 gap-0.5 sm:flex-1">
        <p className="break-words">
          {device}
          {session.current ? <strong className="font-medium"> · {t("current")}</strong> : null}
        </p>
        <p className="text-sm break-words text-muted-foreground">
          {session.address ? `${session.address} · ` : null}
          {t("since", { date: at(session.began_at) })} · {t("used", { date: at(session.last_used_at) })}
        </p>
      </div>
      {session.current ? null : (
        <Button
          variant="outline"
          className="self-start sm:self-center"
          aria-label={t("endNamed", { device, date: at(session.began_at) })}
          disabled={isBusy}
          isOnce
          onClick={() => onEnd(session.id)}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
