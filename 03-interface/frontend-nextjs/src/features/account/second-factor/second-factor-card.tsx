"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ShownOnce } from "@/components/copying/shown-once";
import { ErrorText } from "@/components/error-text";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { BeginDialog } from "@/features/account/second-factor/begin-dialog";
import { ProofDialog } from "@/features/account/second-factor/proof-dialog";
import { useEnd, useRenewCodes, useSecondFactor } from "@/features/account/second-factor/second-factor";
import { toast } from "@/lib/toast";

type Asked = "begin" | "renew" | "end";

/** A second factor for signing in: turned on, given new recovery codes, and turned off here. */
export function SecondFactorCard() {
  const t = useTranslations("secondFactor");
  const format = useFormatter();
  const { data: state, error } = useSecondFactor();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const renew = useRenewCodes();
  const end = useEnd();
  const ask = (what: Asked | null) => {
    renew.reset();
    end.reset();
    setAsked(what);
  };
  const show = (made: readonly string[]) => {
    setCodes(made);
    ask(null);
  };
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <ErrorText error={error} />
      {state?.since ? (
        <p className="text-sm">
          {t("on", { date: format.dateTime(new Date(state.since), { dateStyle: "long" }) })}{" "}
          {t("left", { count: state.recovery_codes })}
        </p>
      ) : null}
      {codes.length > 0 ? <ShownOnce text={t("once")} secret={codes.join(" ")} /> : null}
      <div className="flex flex-wrap gap-2">
        {state?.since ? (
          <>
            <Button onClick={() => ask("renew")}>{t("renew")}</Button>
            <Button onClick={() => ask("end")} className="text-danger">
              {t("turnOff")}
            </Button>
          </>
        ) : null}
        {state?.since === null ? <Button onClick={() => ask("begin")}>{t("begin")}</Button> : null}
      </div>
      {asked === "begin" ? <BeginDialog onClose={() => ask(null)} onDone={show} /> : null}
      {asked === "renew" ? (
        <ProofDialog
          title={t("renewTitle")}
          text={t("renewText")}
          submit={t("renewSubmit")}
          change={renew}
          onClose={() => ask(null)}
          onDone={(made) => show(made.codes)}
        />
      ) : null}
      {asked === "end" ? (
        <ProofDialog
          title={t("endTitle")}
          text={t("endText")}
          submit={t("endSubmit")}
          isDanger
          change={end}
          onClose={() => ask(null)}
          onDone={() => {
            show([]);
            toast.success(t("ended"));
          }}
        />
      ) : null}
    </SectionCard>
  );
}
