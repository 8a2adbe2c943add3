"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CodeField } from "@/components/ui/code-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

type ProofDialogProps<Made> = {
  title: string;
  text: string;
  submit: string;
  /** It makes the account less safe. */
  isDanger?: boolean;
  change: UseMutationResult<Made, Error, { current_password: string; code: string }>;
  onClose: () => void;
  onDone: (made: Made) => void;
};

/** Asks for password and code before the second factor is changed. */
export function ProofDialog<Made>({
  title,
  text,
  submit,
  isDanger = false,
  change,
  onClose,
  onDone,
}: ProofDialogProps<Made>) {
  const t = useTranslations("secondFactor");
  const profile = useTranslations("profile");
  const common = useTranslations("common");
  const problemText = useProblemText();
  const shown = change.isError ? problemText(change.error) : undefined;
  const isCode = change.error instanceof ProblemError && change.error.code === "wrong_code";
  return (
    <Dialog open onOpenChange={onClose} title={title} description={text} className="max-w-md">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          change.mutate(
            { current_password: String(form.get("current")), code: String(form.get("code")) },
            { onSuccess: onDone },
          );
        }}
      >
        <Field label={profile("current")} error={isCode ? undefined : shown}>
          {(control) => (
            <Input {...control} name="current" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <CodeField label={t("code")} hint={t("codeHint")} error={isCode ? shown : undefined} />
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {common("dismiss")}
          </Button>
          <Button type="submit" variant={isDanger ? "danger" : "primary"} disabled={change.isPending}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
