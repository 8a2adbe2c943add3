"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ShownOnce } from "@/components/copying/shown-once";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { useMe, useSignOut } from "@/entities/session/session";
import { useBegin } from "@/features/account/second-factor/second-factor";
import { ConfirmForm, PasswordStep } from "@/features/account/second-factor/steps";

type RequiredSetUpProps = {
  /** Page to which it leads back. */
  to: string;
  /** Page on which strangers log in. */
  login: string;
};

/** Has the second factor set up that the operator asks for, then leads back to where its user went. */
export function RequiredSetUp({ to, login }: RequiredSetUpProps) {
  const t = useTranslations("secondFactor");
  const shell = useTranslations("shell");
  const router = useRouter();
  const { data: me, error, refetch } = useMe();
  const begin = useBegin();
  const signOut = useSignOut();
  const [codes, setCodes] = useState<readonly string[]>([]);
  // As it was at first: once it is set up, the codes are still to be read.
  const [isWanted, setWanted] = useState<boolean | null>(null);
  if (me && isWanted === null) setWanted(me.needs_second_factor);
  const isSetUpElsewhere = begin.data === undefined && me?.needs_second_factor === false;
  useEffect(() => {
    if (me === null) router.replace(login);
    else if (isWanted === false || isSetUpElsewhere) router.replace(to);
  }, [me, isWanted, isSetUpElsewhere, to, login, router]);
  if (error && !me) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!me || !isWanted) return null;
  const isDone = codes.length > 0;
  return (
    <div className="grid gap-5">
      <header className="mb-1 grid gap-2">
        <h1 className="font-serif text-[2rem] leading-tight font-medium tracking-tight text-balance">
          {t(isDone ? "requiredDone" : "requiredTitle")}
        </h1>
        {isDone ? null : (
          <p className="text-[15px] text-muted-foreground">{t(begin.data ? "scanText" : "requiredLead")}</p>
        )}
      </header>
      {isDone ? (
        <>
          <ShownOnce text={t("once")} secret={codes.join(" ")} />
          <Button variant="primary" size="lg" onClick={() => router.replace(to)}>
            {t("next")}
          </Button>
        </>
      ) : begin.data ? (
        <ConfirmForm begun={begin.data} onDone={setCodes} />
      ) : (
        <PasswordStep
          error={begin.error}
          isPending={begin.isPending}
          onGiven={(given) => begin.mutate(given)}
        />
      )}
      {isDone ? null : (
        <p className="text-center text-sm text-muted-foreground">
          <button
            type="button"
            onClick={() => signOut.mutate()}
            className="min-h-6 underline underline-offset-4"
          >
            {shell("logout")}
          </button>
        </p>
      )}
    </div>
  );
}
