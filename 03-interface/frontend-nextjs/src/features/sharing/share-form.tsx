"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { useShareMeeting } from "@/features/sharing/shares";
import { isNobody, NOBODY } from "@/features/sharing/who";
import { WhoField } from "@/features/sharing/who-field";
import type { Permission, Sharing } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

type ShareFormProps = { meetingId: string; sharing: Sharing | undefined };

/** Shares a meeting with a group, or with somebody by name or e-mail address. */
export function ShareForm({ meetingId, sharing }: ShareFormProps) {
  const t = useTranslations("sharing");
  const account = useTranslations("account");
  const problemText = useProblemText();
  const share = useShareMeeting(meetingId);
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [who, setWho] = useState(NOBODY);
  const [permission, setPermission] = useState<Permission>("read");
  const isWrongAddress = share.error instanceof ProblemError && share.error.code === "invalid";
  const error = share.error ? (isWrongAddress ? account("emailWrong") : problemText(share.error)) : undefined;

  const present = new Set([
    ...(sharing?.shares ?? []).map(({ user_id: userId }) => userId),
    ...(sharing?.groups ?? []).map(({ group_id: groupId }) => groupId),
  ]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNobody(who)) return;
    share.mutate({ who, permission }, { onSuccess: () => setWho(NOBODY) });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("email")}
      </label>
      <div ref={row} className="flex flex-wrap gap-2">
        <WhoField
          id={id}
          beside={row}
          className="min-w-48 flex-1"
          placeholder={t("emailExample")}
          value={who}
          without={present}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(chosen) => {
            setWho(chosen);
            share.reset();
          }}
        />
        <PermissionSelect
          label={t("permission")}
          value={permission}
          onChange={setPermission}
          className="w-auto"
        />
        <Button type="submit" variant="primary" className="h-10" disabled={share.isPending}>
          {t("submit")}
        </Button>
      </div>
      <p
        id={`${id}-note`}
        role={error ? "alert" : undefined}
        className={error ? "text-[13px] text-danger" : "text-[13px] text-muted-foreground"}
      >
        {error ?? t("emailHint")}
      </p>
    </form>
  );
}
