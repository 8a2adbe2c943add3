"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { useShareMeeting } from "@/features/sharing/shares";
import type { Permission } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

/** Shares a meeting with the owner of an e-mail address. */
export function ShareForm({ meetingId }: { meetingId: string }) {
  const t = useTranslations("sharing");
  const account = useTranslations("account");
  const problemText = useProblemText();
  const share = useShareMeeting(meetingId);
  const id = useId();
  const [email, setEmail] = useState("");
  const [permission, setPermission] = useState<Permission>("read");
  const isWrongAddress = share.error instanceof ProblemError && share.error.code === "invalid";
  const error = share.error ? (isWrongAddress ? account("emailWrong") : problemText(share.error)) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() === "") return;
    share.mutate({ email: email.trim(), permission }, { onSuccess: () => setEmail("") });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("email")}
      </label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={id}
          type="email"
          autoComplete="off"
          className="min-w-48 flex-1"
          placeholder={t("emailExample")}
          value={email}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => {
            setEmail(event.target.value);
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
